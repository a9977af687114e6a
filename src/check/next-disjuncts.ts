import {
  findNextOperator,
  nextStateDisjuncts,
  type ModuleStructure,
  type NextStateDisjunct,
  type TlcConfig,
} from '../parser/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { overriddenName } from './apply-overrides.ts';

/** The disjuncts of the next-state relation that a configuration names, directly or by its specification. */
export function disjunctsOf(
  config: TlcConfig,
  structure: ModuleStructure,
): Result<readonly NextStateDisjunct[], string> {
  const named = (keyword: 'NEXT' | 'SPECIFICATION'): string | undefined => {
    const statement = config.statements.find((candidate) => candidate.keyword === keyword);
    return statement && 'name' in statement ? overriddenName(statement.name, config) : undefined;
  };
  const next = named('NEXT');
  const specification = named('SPECIFICATION');
  if (next !== undefined) return ok(nextStateDisjuncts(structure, next));
  if (specification === undefined) return fail('the configuration names no next-state relation');
  const found = findNextOperator(structure, specification);
  if (!found) return fail(`no [Next]_vars was found in ${specification}`);
  return ok(nextStateDisjuncts(structure, found.next));
}
