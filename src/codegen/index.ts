export { scaffoldDriver, type ScaffoldInput } from './scaffold-driver.ts';
export { generateDesign } from './design/generate-design.ts';
export type { DesignFile, DesignModel, DesignName, DesignPattern } from './design/design-input.ts';
export { moduleNameOf } from './design/rename-module.ts';
export { generateSuite } from './generate-suite.ts';
export { projectSuite } from './project-suite.ts';
export { walksFile } from './plan/plan-walks.ts';
export { alignWalkSet } from './walks/align-walk-set.ts';
export { keepWalks, type KeptWalks } from './walks/keep-walks.ts';
export { matchSets, type SetMatch } from './walks/match-sets.ts';
export { walksChange } from './walks/walks-change.ts';
export { contentHash, isOurs, readSeal, type Seal } from './seal.ts';
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
