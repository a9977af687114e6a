export { traceFromItf } from './itf.ts';
export { isTTrace, traceFromTTrace } from './ttrace.ts';
export { isTlcJsonTrace, traceFromTlcJson } from './tlc-json-trace.ts';
export { UNNAMED_ACTION } from './unnamed-action.ts';
export type { ParseError, ParseErrorCode } from './parse-error.ts';
export { parseValue } from './value.ts';
export { createValueReader, type ValueReader } from './value-reader.ts';
export { parseState, type ParsedState, type StateContext } from './state.ts';
export { parseStateHeader, type StateHeader } from './state-header.ts';
export type { ToolItem, ToolMessage } from './tool/tool-message.ts';
export { createToolStreamReader, type ToolStreamReader } from './tool/tool-stream.ts';
export { readTlcOutput } from './tool/read-tlc-output.ts';
export { findLocation } from './tool/source-places.ts';
export { parseSanyText, type SanyReport } from './sany-text.ts';
export {
  readStateDump,
  type DumpedState,
  type DumpProblem,
  type StateDumpReader,
  type StateDumpSink,
} from './state-dump.ts';
export type { DotBeginning } from './dot/dot-beginning.ts';
export type { DotGraph, DotGraphError } from './dot/dot-graph.ts';
export { readStateGraphDot, type DotGraphReader } from './dot/state-graph-dot.ts';
export { parseConfig } from './config.ts';
export { printConfig } from './config-print.ts';
export type {
  ActionCoverage,
  ExpressionCoverage,
  Finding,
  OutputProblem,
  Progress,
  RawState,
  RawTrace,
  RawTraceEnd,
  SearchMode,
  TlcOutput,
  TlcOutputOptions,
  TlcOutputReader,
} from './tool/tlc-output.ts';
export type {
  ConfigName,
  ConfigStatement,
  ConstantBinding,
  NameKeyword,
  NameListKeyword,
  TlcConfig,
} from './config-model.ts';
export { parseSemanticXml } from './semantic/parse-semantic-xml.ts';
export { nextStateDisjuncts } from './semantic/next-state-disjuncts.ts';
export { bindersIn } from './semantic/binders.ts';
export { parseBehavior } from './behavior.ts';
export { findNextOperator, type SpecificationParts } from './semantic/find-next-operator.ts';
export {
  printDefinition,
  printExpression,
  type Rename,
  type Unsupported,
} from './semantic/print-expression.ts';
export {
  formulaParts,
  type FormulaKind,
  type FormulaPart,
  type PartPlace,
} from './semantic/formula-parts.ts';
export { actionParts, type ActionPart } from './semantic/action-parts.ts';
export {
  fairnessConditions,
  type FairnessCondition,
  type SpecificationFairness,
} from './semantic/fairness-conditions.ts';
export type { BoundVariable, NextStateDisjunct, ParameterBinding, PathElement } from './semantic/disjunct.ts';
export type {
  BoundVariables,
  BuiltInOperator,
  Declaration,
  Definition,
  Expression,
  FormalParameter,
  Instance,
  Level,
  ModuleStructure,
  ModuleSummary,
  OtherSymbol,
  SemanticSymbol,
  StructureError,
  Substitution,
  Uid,
} from './semantic/module-structure.ts';
