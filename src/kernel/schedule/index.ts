/** The explorer: runs of small concurrent programs on the derived form of the core, in one thread. */
export type { Fibre } from './announce.ts';
export type { SharedCells } from './cells.ts';
export { WAYS } from './choices.ts';
export { Machine } from './machine.ts';
export { MOST_FIBRES, type Failure, type FailureKind, type FibreProgram, type Program } from './program.ts';
export type { Race } from './races.ts';
export { replay, type Replay, type ReplayedStep } from './replay.ts';
export { sample, sampleInSlices, type SampleOptions, type SampleReport } from './sample.ts';
export { letterOf, parseSchedule, printSchedule, type Schedule } from './schedule.ts';
export {
  EXHAUSTIVE,
  search,
  searchInSlices,
  type Progress,
  type SearchOptions,
  type SearchReport,
} from './search.ts';
export { shrinkSchedule } from './shrink.ts';
export type { StepWatcher } from './step-watch.ts';
export { PAGE_PROGRAMS } from '../programs/page-programs.ts';
export { programSetup, type ProgramSetup } from '../programs/program-setup.ts';
export { pageProgram } from './programs/page-program.ts';
