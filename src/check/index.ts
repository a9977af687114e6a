export { checkModel } from './check-model.ts';
export { buildTrace } from './build-trace.ts';
export { nameActions } from './name-actions.ts';
export { checkEach } from './check-each.ts';
export { configLimits } from './config-limits.ts';
export { configOutlook, type ConfigOutlook } from './config-outlook.ts';
export { checkedNames } from './checked-names.ts';
export { describeLimit } from './describe-limit.ts';
export { describeReport } from './describe-report.ts';
export { DEADLOCK } from './narrow-config.ts';
export { partOfExpectation } from './part-of-expectation.ts';
export { expectationErrors, type ExpectationError } from './expectation-errors.ts';
export type { AskedChoices } from './ask-choices.ts';
export { createChoiceAsker, type ChoiceAsker } from './choice-asker.ts';
export {
  makeReport,
  type CheckWatch,
  type ModelCoverage,
  type ModelReport,
  type RunFacts,
  type SpecInterface,
} from './model-report.ts';
export { describeVerdict, describeViolation, grade, printPlace, violatedNames, type Grade } from './grade.ts';
export type { KnownAction } from './known-actions.ts';
export { placeInConfigOf } from './place-in-config.ts';
export { isWhole, sawAllStates, type WholeLimit } from './saw-all-states.ts';
export { searchText } from './search-text.ts';
export { checkedNothing, standingOf, type Standing } from './standing.ts';
export type { CheckSettings } from './settings.ts';
export type { ModelActions, ModelGraph, StateGraphOptions } from './read-state-graph.ts';
export { readSimulation, readStateGraph } from './state-graph-reader.ts';
export type { StateGraphError } from './state-graph-error.ts';
export { askRefusal } from './coverage/refusal-asker.ts';
export type { RefusalReason } from './coverage/refusal-reasons.ts';
export type { ActionGuards, GuardCoverage, PartCoverage } from './coverage/guard-coverage.ts';
export type { ModuleSource } from './module-reader.ts';
export { findMutations, mutatedModule, type FoundMutations } from './mutants/find-mutations.ts';
export type { Mutation } from './mutants/mutation.ts';
export { readSpecActions, type SpecActions } from './spec-actions.ts';
