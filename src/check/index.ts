export { checkModel, type CheckWatch, type ModelReport, type SpecInterface } from './check-model.ts';
export { describeVerdict, describeViolation, grade, violatedNames, type Grade } from './grade.ts';
export type { KnownAction } from './explain-trace.ts';
export type { CheckSettings } from './settings.ts';
