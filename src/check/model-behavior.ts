import {
  findNextOperator,
  nextStateDisjuncts,
  printExpression,
  type Expression,
  type ModuleStructure,
  type NextStateDisjunct,
  type TlcConfig,
} from '../parser/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { overriddenName } from './apply-overrides.ts';

/** The disjuncts of the next-state relation that a configuration names. */
export function modelDisjuncts(
  config: TlcConfig,
  structure: ModuleStructure,
): Result<readonly NextStateDisjunct[], string> {
  const next = nameIn(config, 'NEXT');
  const specification = nameIn(config, 'SPECIFICATION');
  if (next !== undefined) return ok(nextStateDisjuncts(structure, next));
  if (specification === undefined) return fail('the configuration names no next-state relation');
  const found = findNextOperator(structure, specification);
  if (!found) return fail(`no [Next]_vars was found in ${specification}`);
  return ok(nextStateDisjuncts(structure, found.next));
}

/** The initial predicate that a configuration names, as TLA+ for a module that extends the root module. */
export function initialPredicate(config: TlcConfig, structure: ModuleStructure): Result<string, string> {
  const init = nameIn(config, 'INIT');
  if (init !== undefined) return ok(init);
  const specification = nameIn(config, 'SPECIFICATION');
  const found = specification === undefined ? undefined : findNextOperator(structure, specification);
  if (!found || found.init.length === 0) return fail('no initial predicate was found');
  const parts: string[] = [];
  for (const conjunct of found.init) {
    const printed = printExpression(conjunct, structure);
    if (!printed.ok) return fail(printed.error.what);
    parts.push(`(${printed.value})`);
  }
  return ok(parts.join(' /\\ '));
}

/**
 * The parts of the initial predicate that a configuration names, as expressions; empty where none was found. A part that only names
 * an operator stands where that is defined.
 */
export function initialExpressions(config: TlcConfig, structure: ModuleStructure): readonly Expression[] {
  const specification = nameIn(config, 'SPECIFICATION');
  const init = nameIn(config, 'INIT');
  if (init === undefined) {
    const found = specification === undefined ? undefined : findNextOperator(structure, specification);
    return (found?.init ?? []).map((expression) => atDefinition(expression, structure));
  }
  const root = structure.modules.find(({ name }) => name === structure.rootModule);
  return (root?.definitions ?? [])
    .filter((uid) => structure.symbols.get(uid)?.name === init)
    .map((operator) => atDefinition({ kind: 'apply', operator, operands: [], bound: [] }, structure));
}

function atDefinition(expression: Expression, structure: ModuleStructure): Expression {
  if (expression.kind !== 'apply' || expression.operands.length > 0) return expression;
  const symbol = structure.symbols.get(expression.operator);
  const location = symbol?.kind === 'definition' ? symbol.body.location : undefined;
  return location ? { ...expression, location } : expression;
}

/** The name of the specification formula, where the configuration names one. */
export const specificationName = (config: TlcConfig): string | undefined => nameIn(config, 'SPECIFICATION');

/** The operator that a statement names, or the one that a configuration puts in its place. */
function nameIn(config: TlcConfig, keyword: 'INIT' | 'NEXT' | 'SPECIFICATION'): string | undefined {
  const statement = config.statements.find((candidate) => candidate.keyword === keyword);
  return statement && 'name' in statement ? overriddenName(statement.name, config) : undefined;
}
