import type { coverGuards as Cover } from './cover-guards.ts';

/** Counts what a model takes and refuses. Its modules are loaded when they are needed: who only checks needs none. */
export const coverGuards: typeof Cover = async (...request) =>
  (await import('./cover-guards.ts')).coverGuards(...request);
