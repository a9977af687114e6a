import type { coverModel as Cover } from './cover-model.ts';

/** Counts what a model takes and refuses. Its modules are loaded when they are needed: who only checks needs none. */
export const coverModel: typeof Cover = async (...request) =>
  (await import('./cover-model.ts')).coverModel(...request);
