export type { CoveredModel, SuiteCoverage } from './covered-model.ts';
export { coverageText } from './coverage-text.ts';
export { coverageJson } from './coverage-json.ts';
export { coverageLcov } from './coverage-lcov.ts';
export { coveragePage } from './coverage-page.ts';
export { suiteCoverage } from './suite-coverage.ts';
