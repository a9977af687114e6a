import type { Comparison } from '../../trace/index.ts';
import { commentText, stringLiteral } from './literal.ts';

/** What the templates print of how states are compared; nothing where that is in full. */
export interface ComparisonPlan {
  /** Fields of an object literal. */
  readonly fields: readonly { readonly key: string; readonly value: string }[];
  /** The same for a reader of the suite, a sentence each. */
  readonly comments: readonly string[];
  /** What the type of the states says of itself. */
  readonly stateComment: string;
}

/** Decides what a suite says of how it compares states. */
export function planComparison({ ignored = [], unordered = [] }: Comparison): ComparisonPlan {
  const settings = Object.entries({ ignored, unordered }).filter(([, names]) => names.length > 0);
  const without = ignored.length > 0 ? `; without ${ignored.join(', ')}, which the suite ignores` : '';
  return {
    fields: settings.map(([key, names]) => ({ key, value: `[${names.map(stringLiteral).join(', ')}]` })),
    comments: [
      ...(ignored.length > 0 ? [`Not compared: ${ignored.join(', ')}.`] : []),
      ...(unordered.length > 0 ? [`Compared without their order: ${unordered.join(', ')}.`] : []),
    ].map(commentText),
    stateComment: commentText(`The variables of the specification, as a driver shows them${without}.`),
  };
}
