import type { TlaValue } from './value.ts';

/** The entries of a function by name, when all its keys are strings and model values and no two share a name. */
export function namedEntries(
  entries: readonly (readonly [TlaValue, TlaValue])[],
): readonly (readonly [string, TlaValue])[] | undefined {
  const named = entries.flatMap(([key, image]) => {
    if (key.kind === 'string') return [[key.value, image] as const];
    return key.kind === 'model' ? [[key.name, image] as const] : [];
  });
  const distinct = new Set(named.map(([name]) => name)).size === entries.length;
  return distinct ? named : undefined;
}
