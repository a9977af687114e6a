export { DEFAULT_TIME_LIMIT, type ActionCall, type Answer, type Driver, type TraceFacts } from './driver.ts';
export { ConformanceError } from './conformance-error.ts';
export { liftValue } from './lift.ts';
export { printedCommand, repeatCommand, type PrintedCommand, type SuitePlace } from './printed-command.ts';
export { replayTrace, requireTraces, type ReplayContext } from './replay.ts';
export type { SuiteEnd, SuiteOutcomes, SuiteStep, SuiteTrace } from './suite.ts';
