import type { askRefusal as Ask } from './ask-refusal.ts';

/** Asks TLC why a model does not allow an action. Its modules are loaded when they are needed. */
export const askRefusal: typeof Ask = async (...request) =>
  (await import('./ask-refusal.ts')).askRefusal(...request);
