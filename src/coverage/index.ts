export {
  allowedActions,
  flawOf,
  idleInstances,
  isJudged,
  modelsText,
  neverTaken,
  type CountedPart,
  type CoveredAction,
  type CoveredExpression,
  type ModuleCoverage,
  type SuiteCoverage,
} from './coverage.ts';
export { gatherCoverage, type Suites } from './gather-coverage.ts';
export { coverageIndex, coveragePage, planTexts, type CoveredModule } from './coverage-html.ts';
export { lcov } from './lcov.ts';
export { suiteCoverage } from './suite-coverage.ts';
