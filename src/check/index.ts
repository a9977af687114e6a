export { checkModel } from './check-model.ts';
export { createChoiceAsker, type AskedChoices, type ChoiceAsker } from './ask-choices.ts';
export { makeReport, type CheckWatch, type ModelReport, type SpecInterface } from './model-report.ts';
export { describeVerdict, describeViolation, grade, violatedNames, type Grade } from './grade.ts';
export type { KnownAction } from './explain-trace.ts';
export type { CheckSettings } from './settings.ts';
