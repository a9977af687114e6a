export { generateSuite } from './generate-suite.ts';
export { contentHash, MADE_BY, readSeal, type Seal } from './seal.ts';
export type {
  ActionSignature,
  GeneratedFile,
  ParameterSignature,
  SuiteError,
  SuiteInput,
  SuiteSource,
  SuiteTraceInput,
  SuiteWalksInput,
} from './suite-input.ts';
