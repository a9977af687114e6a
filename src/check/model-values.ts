import type { ConfigStatement } from '../parser/index.ts';
import { fn, printValue, record, seq, set, type TlaValue } from '../trace/index.ts';

/** The value with each model value renamed. */
function mapModelValues(value: TlaValue, rename: (name: string) => string): TlaValue {
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
function modelValueNames(value: TlaValue): readonly string[] {
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

/** Constants that stand for model values in a module that is made: TLA+ has no way to write a model value. */
export interface ModelConstants {
  readonly names: readonly string[];
  /** TLA+ text of a value, with the constants in the place of its model values. */
  readonly print: (value: TlaValue) => string;
  /** Gives the constants their model values in the configuration. */
  readonly statements: readonly ConfigStatement[];
}

/** Constants for the model values of some values; their names begin with `prefix`. */
export function modelConstants(values: readonly TlaValue[], prefix: string): ModelConstants {
  const models = [...new Set(values.flatMap(modelValueNames))];
  const names = new Map(models.map((model, i) => [model, `${prefix}m${i}`]));
  const bindings = models.map((model) => ({
    kind: 'value' as const,
    name: names.get(model) as string,
    value: { kind: 'model' as const, name: model },
    line: 0,
  }));
  return {
    names: [...names.values()],
    print: (value) => printValue(mapModelValues(value, (name) => names.get(name) as string)),
    statements: bindings.length > 0 ? [{ keyword: 'CONSTANT', bindings, line: 0 }] : [],
  };
}
