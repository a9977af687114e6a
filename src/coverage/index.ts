export {
  allowedActions,
  isJudged,
  modelsText,
  neverTaken,
  type CoveredAction,
  type CoveredExpression,
  type ModuleCoverage,
} from './coverage.ts';
export { gatherCoverage } from './gather-coverage.ts';
export { coverageIndex, coveragePage, type CoveredModule } from './coverage-html.ts';
export { lcov } from './lcov.ts';
