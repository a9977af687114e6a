export { scaffoldDriver, type ScaffoldInput } from './scaffold-driver.ts';
export { generateDesign } from './design/generate-design.ts';
export type { DesignFile, DesignModel, DesignName, DesignPattern } from './design/design-input.ts';
export { moduleNameOf } from './design/rename-module.ts';
export { generateSuite } from './generate-suite.ts';
export { walksFile } from './plan/plan-walks.ts';
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
