export { checkModel } from './check-model.ts';
export { createChoiceAsker, type AskedChoices, type ChoiceAsker } from './ask-choices.ts';
export { expectationErrors, type ExpectationError } from './expectation-errors.ts';
export { makeReport, type CheckWatch, type ModelReport, type SpecInterface } from './model-report.ts';
export { describeVerdict, describeViolation, grade, printPlace, violatedNames, type Grade } from './grade.ts';
export type { KnownAction } from './known-actions.ts';
export type { CheckSettings } from './settings.ts';
export { readStateGraph, type ModelGraph, type StateGraphOptions } from './read-state-graph.ts';
export type { StateGraphError } from './state-graph-error.ts';
