import {
  compareValues,
  printValue,
  traceStates,
  valuesEqual,
  visible,
  type State,
  type TlaValue,
  type Trace,
} from '../../trace/index.ts';

/** One line of the picture: something of a state that changes over time. */
export interface Signal {
  /** From the variable inwards, as it is to be shown. */
  readonly path: readonly string[];
  readonly kind: 'bit' | 'integer' | 'text';
  /** The value in a state; `undefined` where the state has no such place. */
  readonly at: (state: State) => boolean | bigint | string | undefined;
}

/** Sets with more different elements over the trace are shown as text, not bit by bit. */
const MOST_BITS = 64;

/** The signals of a trace: functions and records taken apart by key, sets by element, as long as all states agree in kind. */
export function traceSignals(trace: Trace, variables: readonly string[]): readonly Signal[] {
  const states = traceStates(trace);
  return variables.flatMap((name) =>
    signalsOf(
      [visible(name)],
      states.map((state) => state.get(name)),
      (state) => state.get(name),
    ),
  );
}

type Read = (state: State) => TlaValue | undefined;

function signalsOf(
  path: readonly string[],
  values: readonly (TlaValue | undefined)[],
  read: Read,
): readonly Signal[] {
  const present = values.filter((value) => value !== undefined);
  const kinds = new Set(present.map(({ kind }) => kind));
  const kind = kinds.size === 1 ? present[0]!.kind : undefined;
  if (kind === 'bool') return [{ path, kind: 'bit', at: (state) => boolOf(read(state)) }];
  if (kind === 'int') return [{ path, kind: 'integer', at: (state) => intOf(read(state)) }];
  const elements = kind === 'set' ? distinct(present.flatMap(elementsOf)) : [];
  if (kind === 'set' && elements.length > 0 && elements.length <= MOST_BITS) {
    return elements.map((element) => ({
      path: [...path, label(element)],
      kind: 'bit',
      at: (state) => contains(read(state), element),
    }));
  }
  const keys = kind === 'fn' || kind === 'record' || kind === 'seq' ? distinct(present.flatMap(keysOf)) : [];
  if (keys.length > 0 && keys.length <= MOST_BITS) {
    return keys.flatMap((key) => {
      const inner: Read = (state) => imageOf(read(state), key);
      return signalsOf(
        [...path, label(key)],
        values.map((value) => imageOf(value, key)),
        inner,
      );
    });
  }
  const text = (state: State): string | undefined => {
    const value = read(state);
    return value && visible(printValue(value));
  };
  return [{ path, kind: 'text', at: text }];
}

const label = (value: TlaValue): string => visible(value.kind === 'string' ? value.value : printValue(value));

const boolOf = (value?: TlaValue): boolean | undefined => (value?.kind === 'bool' ? value.value : undefined);
const intOf = (value?: TlaValue): bigint | undefined => (value?.kind === 'int' ? value.value : undefined);

const elementsOf = (value: TlaValue): readonly TlaValue[] => (value.kind === 'set' ? value.elements : []);

const contains = (value: TlaValue | undefined, element: TlaValue): boolean | undefined =>
  value && elementsOf(value).some((candidate) => valuesEqual(candidate, element));

/** Records and sequences are functions too. */
const entriesOf = (value: TlaValue): readonly (readonly [TlaValue, TlaValue])[] => {
  if (value.kind === 'fn') return value.entries;
  if (value.kind === 'record')
    return value.fields.map(([name, field]) => [{ kind: 'string', value: name }, field] as const);
  if (value.kind === 'seq')
    return value.elements.map((element, i) => [{ kind: 'int', value: BigInt(i + 1) }, element] as const);
  return [];
};

const keysOf = (value: TlaValue): readonly TlaValue[] => entriesOf(value).map(([key]) => key);

const imageOf = (value: TlaValue | undefined, key: TlaValue): TlaValue | undefined =>
  value && entriesOf(value).find(([candidate]) => valuesEqual(candidate, key))?.[1];

function distinct(values: readonly TlaValue[]): readonly TlaValue[] {
  const sorted = [...values].sort(compareValues);
  return sorted.filter((value, i) => i === 0 || !valuesEqual(sorted[i - 1]!, value));
}
