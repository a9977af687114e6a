import { fn, record, seq, set, type TlaValue } from '../trace/index.ts';

/** The value with each model value renamed. */
export function mapModelValues(value: TlaValue, rename: (name: string) => string): TlaValue {
  const map = (part: TlaValue): TlaValue => mapModelValues(part, rename);
  switch (value.kind) {
    case 'model':
      return { kind: 'model', name: rename(value.name) };
    case 'set':
      return set(value.elements.map(map));
    case 'seq':
      return seq(value.elements.map(map));
    case 'record':
      return record(value.fields.map(([name, field]) => [name, map(field)]));
    case 'fn':
      return fn(value.entries.map(([key, image]) => [map(key), map(image)]));
    case 'int':
    case 'bool':
    case 'string':
    case 'interval':
      return value;
  }
}

/** The names of all model values inside a value, in the order in which they are printed. */
export function modelValueNames(value: TlaValue): readonly string[] {
  switch (value.kind) {
    case 'model':
      return [value.name];
    case 'set':
    case 'seq':
      return value.elements.flatMap(modelValueNames);
    case 'record':
      return value.fields.flatMap(([, field]) => modelValueNames(field));
    case 'fn':
      return value.entries.flatMap(([key, image]) => [...modelValueNames(key), ...modelValueNames(image)]);
    case 'int':
    case 'bool':
    case 'string':
    case 'interval':
      return [];
  }
}
