export { DEFAULT_TIME_LIMIT, type ActionCall, type Answer, type Driver, type TraceFacts } from './driver.ts';
export { ConformanceError } from './conformance-error.ts';
export { liftValue } from './lift.ts';
export { printedCommand, repeatCommand, type PrintedCommand, type SuitePlace } from './printed-command.ts';
export { replayTrace, requireTraces, type ReplayContext } from './replay.ts';
export { fullCertificate } from './walks/certificate.ts';
export { openWalks, type OpenWalks, type WalkTest } from './walks/open-walks.ts';
export { walkGraph, type WalkGraph } from './walks/walk-graph.ts';
export type { SuiteEnd, SuiteOutcomes, SuiteStep, SuiteTrace } from './suite.ts';
