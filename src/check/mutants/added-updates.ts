import { printExpression, type Expression, type ModuleStructure, type Uid } from '../../parser/index.ts';
import type { TextAt } from '../build-property.ts';
import type { Mutation } from './mutation.ts';

/** What Init says that a variable is. */
interface InitialValue {
  readonly text: string;
  /** The module that the text can be read in. */
  readonly module: string;
  /** Whether it is the same in every state: it names no variable. */
  readonly isConstant: boolean;
}

/** What Init says that variables are. */
export type InitialValues = ReadonlyMap<Uid, InitialValue>;

/** The values of `x = e` among the parts of Init. */
export function initialValues(parts: readonly Expression[], structure: ModuleStructure): InitialValues {
  const { symbols } = structure;
  // An action may have bound the names that a value binds.
  const freshBound = (uid: Uid): string | undefined => {
    const symbol = symbols.get(uid);
    return symbol?.kind === 'parameter' ? `tw_${symbol.name}` : undefined;
  };
  return new Map(
    parts.flatMap((part) => {
      const [variable, value] = equation(part, structure) ?? [];
      if (variable === undefined || !value || !part.location) return [];
      const printed = printExpression(value, structure, freshBound);
      if (!printed.ok) return [];
      const isConstant = value.kind !== 'apply' || value.level === 0;
      return [[variable, { text: printed.value, module: part.location.module, isConstant }] as const];
    }),
  );
}

/** The variable and the value of `x = e`. */
function equation(
  part: Expression,
  { symbols }: ModuleStructure,
): readonly [variable: Uid, value: Expression | undefined] | undefined {
  if (part.kind !== 'apply' || symbols.get(part.operator)?.name !== '=') return undefined;
  const [left, right] = part.operands;
  return left?.kind === 'apply' && symbols.get(left.operator)?.kind === 'variable'
    ? [left.operator, right]
    : undefined;
}

/**
 * For each variable that an UNCHANGED leaves alone, the change that sets it to its initial value: that is a value which it may have,
 * whatever its type.
 */
export function addedUpdates(
  expression: Expression,
  initial: InitialValues,
  structure: ModuleStructure,
  textAt: TextAt,
): readonly Omit<Mutation, 'actions'>[] {
  const { location } = expression;
  const text = location && textAt(location);
  const unchanged = unchangedVariables(expression, structure);
  if (!location || text === undefined || !unchanged) return [];
  const { module } = location;
  const readable = variablesOf(module, structure);
  if (!unchanged.every((variable) => readable.has(variable))) return [];
  const nameOf = (variable: Uid): string => structure.symbols.get(variable)!.name;
  return unchanged.flatMap((variable) => {
    const value = initial.get(variable);
    if (!value || !canRead(module, value.module, structure)) return [];
    const others = unchanged.filter((other) => other !== variable).map(nameOf);
    const update = `${nameOf(variable)}' = ${value.text}`;
    const becomes = others.length === 0 ? update : `UNCHANGED <<${others.join(', ')}>> /\\ ${update}`;
    const known = value.isConstant ? { variable: nameOf(variable) } : {};
    const what = { location, ...known, text, becomes: update };
    return [{ kind: 'update added', ...what, replacement: { kind: 'text', text: `(${becomes})` } } as const];
  });
}

/** The variables of `UNCHANGED <<x, vars>>`; undefined of anything else. */
function unchangedVariables(expression: Expression, structure: ModuleStructure): readonly Uid[] | undefined {
  if (expression.kind !== 'apply') return undefined;
  if (structure.symbols.get(expression.operator)?.name !== 'UNCHANGED') return undefined;
  const [operand] = expression.operands;
  const variables = operand && variablesIn(operand, structure);
  return variables && [...new Set(variables)];
}

function variablesIn(expression: Expression, structure: ModuleStructure): readonly Uid[] | undefined {
  if (expression.kind !== 'apply') return undefined;
  const operator = structure.symbols.get(expression.operator);
  if (operator?.kind === 'variable') return [expression.operator];
  if (operator?.kind === 'definition')
    return expression.operands.length === 0 ? variablesIn(operator.body, structure) : undefined;
  if (operator?.name !== '$Tuple') return undefined;
  const parts = expression.operands.map((operand) => variablesIn(operand, structure));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** The variables that have a name in a module. */
const variablesOf = (module: string, { modules }: ModuleStructure): ReadonlySet<Uid> =>
  new Set(modules.find(({ name }) => name === module)?.variables);

/** Whether what stands in another module can be read in a module: it is the same one, or extends that. */
const canRead = (module: string, other: string, { modules, symbols }: ModuleStructure): boolean =>
  module === other ||
  (modules.find(({ name }) => name === module)?.definitions ?? []).some((uid) => {
    const symbol = symbols.get(uid);
    return symbol?.kind === 'definition' && symbol.module === other && !symbol.name.includes('!');
  });
