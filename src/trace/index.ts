export type {
  TlaBool,
  TlaFunction,
  TlaInt,
  TlaInterval,
  TlaModelValue,
  TlaRecord,
  TlaSequence,
  TlaSet,
  TlaString,
  TlaValue,
} from './value.ts';
export { bool, fn, int, interval, isFieldName, modelValue, record, seq, set, string } from './construct.ts';
export { namedEntries } from './named-entries.ts';
export { compareScalars, compareValues, intervalElements, valuesEqual } from './compare.ts';
export type { Comparison } from './comparison.ts';
export { asCompared, comparedText } from './as-compared.ts';
export { hasOrder } from './has-order.ts';
export { printString, printValue } from './print.ts';
export { printState } from './print-state.ts';
export { visible } from './visible.ts';
export { firstOf } from './first-of.ts';
export { grouped } from './grouped.ts';
export { escapeMarkup } from './escape-markup.ts';
export { valueFromJson, valueToJson, type JsonValue } from './json.ts';
export { jsonList, jsonObject, jsonText, type JsonObject } from './json-shape.ts';
export { parseJson } from './parse-json.ts';
export { readLocation } from './location-json.ts';
export { TRACE_SCHEMA, readOrigin, traceFromJson, traceToJson } from './trace-json.ts';
export { traceAlong } from './trace-along.ts';
export { parseWalks, walksToJson, WALKS_FORMAT, type Walk, type WalkSet } from './walk-set.ts';
export type { Outcomes, TraceChoices } from './choices.ts';
export { diffStates, diffValues, printDifference, type Difference } from './diff.ts';
export {
  printAction,
  traceStates,
  type ActionInstance,
  type Argument,
  type SourceLocation,
  type State,
  type Step,
  type Trace,
  type TraceEnd,
  type TraceOrigin,
} from './trace.ts';
export {
  fairnessVerdict,
  type FairnessInLoop,
  type IdleAction,
  type LoopFacts,
  type PartValue,
  type PropertyPart,
  type ViolatedProperty,
  type Why,
} from './why.ts';
export type { NearbyAction, NearbyGraph, NearbyStep } from './nearby-graph.ts';
export { whyLines, type WhyLine } from './why-lines.ts';
export { actionSignature } from './action-signature.ts';
export { actorFinder, type FindActors } from './actors.ts';
export {
  endSentence,
  laneNames,
  NOBODY,
  stateLines,
  traceEvents,
  traceTitle,
  traceVariables,
  type TellingOptions,
  type TraceEvent,
} from './trace-events.ts';
export { PLAIN, traceText, type Paint } from './trace-text.ts';
export { assertUnreachable, fail, ok, type Result } from './result.ts';
export type { SearchLimit, SearchStatistics, SpecError, Verdict, Violation } from './verdict.ts';
