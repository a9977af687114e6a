export { checkModel } from './check-model.ts';
export type { AskedChoices } from './ask-choices.ts';
export { createChoiceAsker, type ChoiceAsker } from './choice-asker.ts';
export { makeReport, type CheckWatch, type ModelReport, type SpecInterface } from './model-report.ts';
export { describeVerdict, describeViolation, grade, violatedNames, type Grade } from './grade.ts';
export type { KnownAction } from './explain-trace.ts';
export type { CheckSettings } from './settings.ts';
