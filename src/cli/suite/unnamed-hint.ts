import { printPlace } from '../../check/index.ts';
import type { SourceLocation } from '../../trace/index.ts';

/** An action with the disjuncts of the next-state relation that are known by the name of that relation only. */
interface MaybeUnnamed {
  readonly name: string;
  readonly unnamedAt?: readonly SourceLocation[];
}

/** Why a driver gets parts of a specification under no name of their own; undefined where it gets none so. */
export function unnamedHint(actions: readonly MaybeUnnamed[]): string | undefined {
  const unnamed = actions.filter(({ unnamedAt }) => unnamedAt !== undefined);
  const names = [...new Set(unnamed.map(({ name }) => name))];
  const found = unnamed.flatMap(({ unnamedAt = [] }) => unnamedAt);
  const places = [...new Set(found.sort((a, b) => a.beginLine - b.beginLine).map(printPlace))];
  if (places.length === 0) return undefined;
  const [what, it] =
    places.length === 1
      ? ['this disjunct of the next-state relation is no named operator', 'it']
      : ['these disjuncts of the next-state relation are no named operators', 'them'];
  return `${places.join(', ')}: ${what}, so a driver gets ${it} as ${names.join(' and ')}; an operator of its own for each action, with its guard in it, lets drivers and counterexamples name the action and its arguments`;
}
