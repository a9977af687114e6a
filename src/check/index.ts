export { checkModel } from './check-model.ts';
export { checkEach } from './check-each.ts';
export { partOfExpectation } from './part-of-expectation.ts';
export { DEADLOCK } from './narrow-config.ts';
export {
  makeReport,
  type CheckWatch,
  type ModelReport,
  type RunFacts,
  type SpecInterface,
} from './model-report.ts';
export { describeVerdict, describeViolation, grade, violatedNames, type Grade } from './grade.ts';
export type { KnownAction } from './explain-trace.ts';
export type { CheckSettings } from './settings.ts';
export { describeLimit } from './describe-limit.ts';
