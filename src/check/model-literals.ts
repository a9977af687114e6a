import { printConfig, type ConfigStatement, type TlcConfig } from '../parser/index.ts';
import type { State, TlaValue } from '../trace/index.ts';
import type { ModelConstants } from './model-values.ts';

/** The values of a state as a tuple, in the order of `variables`. */
export const stateTuple = (state: State, variables: readonly string[], constants: ModelConstants): string =>
  valueTuple(
    variables.map((name) => state.get(name) as TlaValue),
    constants,
  );

/** Some values as a tuple. */
export const valueTuple = (values: readonly TlaValue[], { print }: ModelConstants): string =>
  `<<${values.map(print).join(', ')}>>`;

/** The definition of an Init that begins in each of some states. */
export const beginIn = (
  states: readonly State[],
  variables: readonly string[],
  constants: ModelConstants,
  prefix: string,
): readonly string[] => {
  const assign = variables.map((name, i) => `${name} = ${prefix}states[${prefix}number][${i + 1}]`);
  return [
    `${prefix}states == <<`,
    states.map((state) => `  ${stateTuple(state, variables, constants)}`).join(',\n'),
    '>>',
    // Not the set of the states: TLC would have to compare values of different kinds.
    `${prefix}Init == \\E ${prefix}number \\in DOMAIN ${prefix}states : ${assign.join(' /\\ ')}`,
  ];
};

/** The declaration of the constants, where there are any. */
export const declareConstants = ({ names }: ModelConstants): readonly string[] =>
  names.length > 0 ? [`CONSTANTS ${names.join(', ')}`] : [];

/** The configuration of a module of ours that extends the model's: the model's constants, and our Init and Next. */
export function derivedConfig(
  config: TlcConfig,
  constants: ModelConstants,
  prefix: string,
  more: readonly ConfigStatement[] = [],
): string {
  const statements: ConfigStatement[] = [
    { keyword: 'INIT', name: `${prefix}Init`, line: 0 },
    { keyword: 'NEXT', name: `${prefix}Next`, line: 0 },
    ...config.statements.filter(({ keyword }) => keyword === 'CONSTANT'),
    ...constants.statements,
    { keyword: 'CHECK_DEADLOCK', enabled: false, line: 0 },
    ...more,
  ];
  return printConfig({ statements });
}
