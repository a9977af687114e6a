export { generateDesign } from './design/generate-design.ts';
export type { DesignFile, DesignModel, DesignName, DesignPattern } from './design/design-input.ts';
export { moduleNameOf } from './design/rename-module.ts';
export { generateSuite } from './generate-suite.ts';
export type {
  ActionSignature,
  GeneratedFile,
  ParameterSignature,
  SuiteError,
  SuiteInput,
  SuiteTraceInput,
} from './suite-input.ts';
