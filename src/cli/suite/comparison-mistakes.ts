import type { SuiteInput } from '../../codegen/index.ts';
import type { FoundManifest, ManifestError, PlacedName } from '../../manifest/index.ts';
import { hasOrder, traceStates, type TlaValue } from '../../trace/index.ts';
import { unknownName } from '../unknown-name.ts';

/** What is wrong with the variables that a manifest's suite ignores or takes for unordered: only its models tell. */
export function comparisonMistakes(
  { manifest, file }: FoundManifest,
  input: SuiteInput,
): readonly ManifestError[] {
  const { ignored = [], unordered = [] } = manifest.suite ?? {};
  const variables = [...new Set(behaviorsOf(input).flat())];
  const mistake = ({ line }: PlacedName, message: string): ManifestError => ({
    ...{ code: 'field', file, line },
    message,
  });
  const strangers = Object.entries({ ignored, unordered }).flatMap(([setting, names]) =>
    names
      .filter(({ name }) => !variables.includes(name))
      .map((place) => mistake(place, `"${setting}": ${unknownName('variable', place.name, variables)}`)),
  );
  if (strangers.length > 0) return strangers;
  const isIgnored = (name: string): boolean => ignored.some((other) => other.name === name);
  const isEmpty = behaviorsOf(input).some((names) => names.every(isIgnored));
  return [
    ...(isEmpty && ignored[0]
      ? [mistake(ignored[0], '"ignored" names all variables, so that nothing would be compared')]
      : []),
    ...unordered
      .filter(({ name }) => !hasOrder(valuesOf(input, name)))
      .map((place) =>
        mistake(
          place,
          `"unordered": ${place.name} is never a sequence with elements, so it has no order that could be left out`,
        ),
      ),
  ];
}

/** The variables of each trace, and of each graph that is walked. */
const behaviorsOf = ({ traces, walks }: SuiteInput): readonly (readonly string[])[] => [
  ...traces.map(({ trace }) => [...trace.initial.keys()]),
  ...walks.map(({ set }) => set.variables),
];

const valuesOf = ({ traces, walks }: SuiteInput, variable: string): readonly TlaValue[] => [
  ...traces.flatMap(({ trace }) => traceStates(trace).flatMap((state) => state.get(variable) ?? [])),
  ...walks.flatMap(({ set }) => set.values[set.variables.indexOf(variable)] ?? []),
];
