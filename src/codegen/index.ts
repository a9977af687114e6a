export { generateSuite } from './generate-suite.ts';
export type {
  ActionSignature,
  GeneratedFile,
  ParameterSignature,
  SuiteError,
  SuiteInput,
  SuiteTraceInput,
} from './suite-input.ts';
