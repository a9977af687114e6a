import { printValue, set, valuesEqual, type TlaValue } from '../trace/index.ts';

/** What differs between the elements of two sequences whose order does not matter, a phrase for each different element. */
export function bagDifferences(
  expected: readonly TlaValue[],
  actual: readonly TlaValue[],
): readonly string[] {
  return distinct([...expected, ...actual]).flatMap((element) => {
    const [wanted, found] = [countOf(element, expected), countOf(element, actual)];
    if (wanted === found) return [];
    const counts = Math.max(wanted, found) > 1 ? `: ${times(wanted)} expected, ${times(found)} there` : '';
    return [
      `${printValue(element)} is ${wanted > found ? 'missing' : 'not expected'} in the sequence${counts}`,
    ];
  });
}

function distinct(elements: readonly TlaValue[]): readonly TlaValue[] {
  const all = set(elements);
  return all.kind === 'set' ? all.elements : [];
}

const countOf = (element: TlaValue, elements: readonly TlaValue[]): number =>
  elements.filter((other) => valuesEqual(element, other)).length;

const times = (count: number): string => (count === 1 ? 'once' : count === 0 ? 'never' : `${count} times`);
