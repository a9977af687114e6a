import type { ConfigStatement, TlcConfig } from '../parser/index.ts';
import type { WholeLimit } from './saw-all-states.ts';

/** What a configuration tells TLC to leave out of its search. */
export const configLimits = ({ statements }: TlcConfig): readonly WholeLimit[] =>
  statements.flatMap(limitsOf);

function limitsOf(statement: ConfigStatement): readonly WholeLimit[] {
  if (statement.keyword === 'CONSTRAINT' || statement.keyword === 'ACTION_CONSTRAINT')
    return statement.names.map(({ name }) => ({ kind: 'constraint', name }));
  if (statement.keyword === 'SYMMETRY') return [{ kind: 'symmetry', name: statement.name }];
  return statement.keyword === 'VIEW' ? [{ kind: 'view', name: statement.name }] : [];
}
