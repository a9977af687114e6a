export { EXPORT_FORMATS } from './formats.ts';
export type { ExportFormat, ExportSettings } from './format.ts';
export { actorFinder, type FindActors } from './actors.ts';
export {
  endSentence,
  laneNames,
  NOBODY,
  stateLines,
  traceEvents,
  traceTitle,
  traceVariables,
} from './events.ts';
export type { TraceEvent } from './events.ts';
