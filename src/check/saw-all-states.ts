import type { SearchLimit, Verdict } from '../trace/index.ts';

/** What bounds a search without ending it early. */
export type WholeLimit = Extract<SearchLimit, { readonly kind: 'constraint' | 'symmetry' | 'view' }>;

/** Whether TLC saw all states that it was to see. */
export const sawAllStates = (verdict: Verdict): boolean =>
  verdict.kind === 'holds' || (verdict.kind === 'holds-within' && verdict.limits.every(isWhole));

/** Whether there are states that were not looked at, though the search came to its end. */
export const isWhole = (limit: SearchLimit): limit is WholeLimit =>
  limit.kind === 'constraint' || limit.kind === 'symmetry' || limit.kind === 'view';
