export { checkModel } from './check-model.ts';
export { expectationErrors, type ExpectationError } from './expectation-errors.ts';
export { makeReport, type CheckWatch, type ModelReport, type SpecInterface } from './model-report.ts';
export { describeVerdict, describeViolation, grade, printPlace, violatedNames, type Grade } from './grade.ts';
export type { KnownAction } from './explain-trace.ts';
export type { CheckSettings } from './settings.ts';
