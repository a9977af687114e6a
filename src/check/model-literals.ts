import { printConfig, type ConfigStatement, type TlcConfig } from '../parser/index.ts';
import { printValue, type State, type TlaValue } from '../trace/index.ts';
import { mapModelValues, modelValueNames } from './model-values.ts';

/**
 * Values of a model as they can stand in a module of ours: a model value is there under a constant of ours, because a
 * name of the specification may hide it. By the name of the model value.
 */
export type ModelLiterals = ReadonlyMap<string, string>;

/** A constant for each model value inside of the values. */
export function modelLiterals(values: readonly TlaValue[], prefix: string): ModelLiterals {
  const names = new Set(values.flatMap(modelValueNames));
  return new Map([...names].map((name, i) => [name, `${prefix}m${i}`]));
}

/** The values of a state as a tuple, in the order of `variables`. */
export const stateTuple = (state: State, variables: readonly string[], literals: ModelLiterals): string =>
  valueTuple(
    variables.map((name) => state.get(name) as TlaValue),
    literals,
  );

/** Some values as a tuple. */
export function valueTuple(values: readonly TlaValue[], literals: ModelLiterals): string {
  const print = (value: TlaValue): string =>
    printValue(mapModelValues(value, (name) => literals.get(name) as string));
  return `<<${values.map(print).join(', ')}>>`;
}

/** The declaration of the constants, where there are any. */
export const declareConstants = (literals: ModelLiterals): readonly string[] =>
  literals.size > 0 ? [`CONSTANTS ${[...literals.values()].join(', ')}`] : [];

/** The configuration of a module of ours that extends the model's: the model's constants, and our Init and Next. */
export function derivedConfig(config: TlcConfig, literals: ModelLiterals, prefix: string): string {
  const kept = config.statements.filter((statement) => statement.keyword === 'CONSTANT');
  const bindings = [...literals].map(([model, name]) => ({
    kind: 'value' as const,
    name,
    value: { kind: 'model' as const, name: model },
    line: 0,
  }));
  const statements: ConfigStatement[] = [
    { keyword: 'INIT', name: `${prefix}Init`, line: 0 },
    { keyword: 'NEXT', name: `${prefix}Next`, line: 0 },
    ...kept,
    ...(bindings.length > 0 ? [{ keyword: 'CONSTANT' as const, bindings, line: 0 }] : []),
    { keyword: 'CHECK_DEADLOCK', enabled: false, line: 0 },
  ];
  return printConfig({ statements });
}
