import { printValue, valuesEqual, visible, type TlaValue } from '../src/trace/index.ts';
import { el } from './dom.ts';

/** Longer texts are taken apart or folded. */
const SHORT = 64;
const LONG = 400;
const MOST_PARTS = 300;

/** A value; where an older one is given, with what changed marked as inserted and deleted, as deep as it can be said. */
export function valueView(value: TlaValue | undefined, before?: TlaValue): Node {
  if (!value) return before ? el('del', {}, textView(before)) : el('span', { class: 'absent' }, 'no value');
  if (!before || valuesEqual(before, value)) return plainView(value);
  if (before.kind === 'set' && value.kind === 'set') return setView(value.elements, before.elements);
  const [parts, old] = [partsOf(value), partsOf(before)];
  if (parts && old && parts.kind === old.kind) return entriesView(parts, old);
  return el(
    'span',
    { class: 'was' },
    el('del', {}, textView(before)),
    ' \u2192 ',
    el('ins', {}, textView(value)),
  );
}

function plainView(value: TlaValue): Node {
  if (printValue(value).length <= SHORT) return textView(value);
  if (value.kind === 'set') return setView(value.elements, value.elements);
  const parts = partsOf(value);
  return parts ? entriesView(parts, parts) : textView(value);
}

function textView(value: TlaValue): Node {
  const text = visible(printValue(value));
  if (text.length <= LONG) return el('code', { class: `v-${value.kind}` }, text);
  return el(
    'details',
    { class: 'long' },
    el('summary', {}, `${text.slice(0, SHORT)}\u2026 (${text.length} characters)`),
    el('code', {}, text),
  );
}

function setView(elements: readonly TlaValue[], before: readonly TlaValue[]): Node {
  const among = (values: readonly TlaValue[]) => {
    const printed = new Set(values.map(printValue));
    return (value: TlaValue): boolean => printed.has(printValue(value));
  };
  const [isOld, isNew] = [among(before), among(elements)];
  const all = [...elements, ...before.filter((value) => !isNew(value))];
  const shown = all.slice(0, MOST_PARTS).map((value) => {
    if (!isNew(value)) return el('del', {}, textView(value));
    return isOld(value) ? textView(value) : el('ins', {}, textView(value));
  });
  const list = shown.flatMap((node, i) => (i === 0 ? [node] : [', ', node]));
  return el('span', { class: 'set' }, '{', ...list, more(all.length), '}');
}

const more = (count: number): string => (count > MOST_PARTS ? `, and ${count - MOST_PARTS} more` : '');

/** A function, record or sequence by its keys. */
interface Parts {
  readonly kind: 'fn' | 'record' | 'seq';
  readonly entries: ReadonlyMap<string, TlaValue>;
}

function partsOf(value: TlaValue): Parts | undefined {
  switch (value.kind) {
    case 'fn':
      return { kind: 'fn', entries: new Map(value.entries.map(([key, image]) => [printValue(key), image])) };
    case 'record':
      return { kind: 'record', entries: new Map(value.fields) };
    case 'seq':
      return { kind: 'seq', entries: new Map(value.elements.map((element, i) => [String(i + 1), element])) };
    case 'int':
    case 'bool':
    case 'string':
    case 'model':
    case 'set':
    case 'interval':
      return undefined;
  }
}

function entriesView(parts: Parts, old: Parts): Node {
  const keys = [...new Set([...parts.entries.keys(), ...old.entries.keys()])];
  const rows = keys.slice(0, MOST_PARTS).map((key) => {
    const [value, before] = [parts.entries.get(key), old.entries.get(key)];
    const label = el('span', { class: 'key' }, parts.kind === 'record' ? `.${key}` : `[${visible(key)}]`);
    const view = value && !before ? el('ins', {}, plainView(value)) : valueView(value, before);
    return el('div', { class: 'entry' }, label, ' ', view);
  });
  const left =
    keys.length > MOST_PARTS
      ? el('div', { class: 'dim' }, `and ${keys.length - MOST_PARTS} more`)
      : undefined;
  return el('div', { class: 'entries' }, ...rows, left);
}
