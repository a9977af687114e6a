export type { ActionCall, Answer, Driver } from './driver.ts';
export { liftValue } from './lift.ts';
export { ConformanceError, replayTrace, requireTraces, type ReplayContext } from './replay.ts';
export type { SuiteStep, SuiteTrace } from './suite.ts';
