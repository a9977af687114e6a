import type { TlaValue } from '../../trace/index.ts';

/**
 * A type of Apalache's type system; `any` where nothing is known yet, as of the elements of an empty set. `<<>>` has
 * the type `seq of any` until another value shows what it is.
 */
export type ItfType =
  | { readonly kind: 'any' | 'Int' | 'Bool' | 'Str' }
  | { readonly kind: 'set' | 'seq'; readonly of: ItfType }
  | { readonly kind: 'tuple'; readonly parts: readonly ItfType[] }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, ItfType> }
  | { readonly kind: 'fn'; readonly from: ItfType; readonly to: ItfType };

/** The one type of all the values, as Apalache writes it; `undefined` when they have none in its type system. */
export function typeText(values: readonly TlaValue[]): string | undefined {
  const type = unifyAll(values.map(typeOf));
  return type && print(type);
}

function typeOf(value: TlaValue): ItfType | undefined {
  switch (value.kind) {
    case 'int':
      return { kind: 'Int' };
    case 'bool':
      return { kind: 'Bool' };
    case 'string':
    case 'model':
      return { kind: 'Str' };
    case 'interval':
      return { kind: 'set', of: { kind: 'Int' } };
    case 'set':
      return wrap('set', unifyAll(value.elements.map(typeOf)));
    case 'seq':
      return sequenceType(value.elements);
    case 'record':
      return recordType(value.fields);
    case 'fn': {
      const from = unifyAll(value.entries.map(([key]) => typeOf(key)));
      const to = unifyAll(value.entries.map(([, image]) => typeOf(image)));
      return from && to && { kind: 'fn', from, to };
    }
  }
}

const wrap = (kind: 'set' | 'seq', of: ItfType | undefined): ItfType | undefined => of && { kind, of };

/** In step with `itfValue`: elements of different kinds make a tuple. */
function sequenceType(elements: readonly TlaValue[]): ItfType | undefined {
  if (new Set(elements.map(({ kind }) => kind)).size <= 1) return wrap('seq', unifyAll(elements.map(typeOf)));
  const parts = elements.map(typeOf);
  return parts.includes(undefined) ? undefined : { kind: 'tuple', parts: parts as ItfType[] };
}

function recordType(fields: readonly (readonly [string, TlaValue])[]): ItfType | undefined {
  const types = fields.map(([name, field]) => [name, typeOf(field)] as const);
  if (types.some(([, type]) => type === undefined)) return undefined;
  return { kind: 'record', fields: new Map(types as readonly (readonly [string, ItfType])[]) };
}

function unifyAll(types: readonly (ItfType | undefined)[]): ItfType | undefined {
  return types.reduce<ItfType | undefined>((a, b) => a && b && unify(a, b), { kind: 'any' });
}

function unify(a: ItfType, b: ItfType): ItfType | undefined {
  if (a.kind === 'any') return b;
  if (b.kind === 'any') return a;
  // The empty function is printed as the empty sequence.
  if (a.kind === 'fn' && isEmpty(b)) return a;
  if (b.kind === 'fn' && isEmpty(a)) return b;
  return a.kind === b.kind ? unifySameKind(a, b) : undefined;
}

const isEmpty = (type: ItfType): boolean => type.kind === 'seq' && type.of.kind === 'any';

/** Of two types of one kind. */
function unifySameKind(a: ItfType, b: ItfType): ItfType | undefined {
  if ((a.kind === 'set' || a.kind === 'seq') && 'of' in b) return wrap(a.kind, unify(a.of, b.of));
  if (a.kind === 'tuple' && b.kind === 'tuple') return unifyTuples(a.parts, b.parts);
  if (a.kind === 'record' && b.kind === 'record') return unifyRecords(a.fields, b.fields);
  if (a.kind !== 'fn' || b.kind !== 'fn') return a;
  const [from, to] = [unify(a.from, b.from), unify(a.to, b.to)];
  return from && to && { kind: 'fn', from, to };
}

function unifyTuples(a: readonly ItfType[], b: readonly ItfType[]): ItfType | undefined {
  const parts = a.map((part, i) => b[i] && unify(part, b[i]));
  return a.length === b.length && !parts.includes(undefined)
    ? { kind: 'tuple', parts: parts as ItfType[] }
    : undefined;
}

function unifyRecords(a: ReadonlyMap<string, ItfType>, b: ReadonlyMap<string, ItfType>): ItfType | undefined {
  const fields = new Map<string, ItfType>();
  for (const name of a.keys()) {
    const [left, right] = [a.get(name), b.get(name)];
    const field = left && right && unify(left, right);
    if (!field) return undefined;
    fields.set(name, field);
  }
  return a.size === b.size ? { kind: 'record', fields } : undefined;
}

/** What stays unknown is a type variable. */
function print(type: ItfType): string {
  switch (type.kind) {
    case 'any':
      return 'a';
    case 'Int':
    case 'Bool':
    case 'Str':
      return type.kind;
    case 'set':
      return `Set(${print(type.of)})`;
    case 'seq':
      return `Seq(${print(type.of)})`;
    case 'tuple':
      return `<<${type.parts.map(print).join(', ')}>>`;
    case 'record':
      return `{ ${[...type.fields].map(([name, field]) => `${name}: ${print(field)}`).join(', ')} }`;
    case 'fn':
      return `(${print(type.from)} -> ${print(type.to)})`;
  }
}
