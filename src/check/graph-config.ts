import type { ConfigStatement, TlcConfig } from '../parser/index.ts';
import { fail, ok, type Result, type SearchLimit } from '../trace/index.ts';

/** A configuration under which TLC walks the whole state graph and judges nothing. */
export interface GraphConfig {
  readonly config: TlcConfig;
  /** What keeps the graph from being that of the specification: its constraints. */
  readonly limits: readonly SearchLimit[];
}

/** Why a configuration gives no graph to make tests from. */
export interface GraphConfigError {
  readonly code: 'symmetry' | 'view';
  readonly message: string;
}

/**
 * The configuration for a state graph: without properties, which only cost time and would end the search, and without the
 * deadlock check. A symmetry set or a view is refused: TLC then draws an edge to a state that only *stands for* the
 * one that the action leads to, so that a walk over such edges is no behavior.
 */
export function graphConfig({ statements }: TlcConfig): Result<GraphConfig, GraphConfigError> {
  for (const { keyword } of statements) {
    if (keyword === 'SYMMETRY' || keyword === 'VIEW') return fail(refused(keyword));
  }
  const kept = statements.filter(({ keyword }) => !JUDGING.has(keyword));
  return ok({
    config: { statements: [...kept, { keyword: 'CHECK_DEADLOCK', enabled: false, line: 0 }] },
    limits: kept.flatMap(limitsOf),
  });
}

const JUDGING: ReadonlySet<ConfigStatement['keyword']> = new Set([
  'INVARIANT',
  'PROPERTY',
  'CHECK_DEADLOCK',
  'ALIAS',
  'POSTCONDITION',
]);

const limitsOf = (statement: ConfigStatement): readonly SearchLimit[] =>
  statement.keyword === 'CONSTRAINT' || statement.keyword === 'ACTION_CONSTRAINT'
    ? statement.names.map(({ name }) => ({ kind: 'constraint', name }))
    : [];

const refused = (keyword: 'SYMMETRY' | 'VIEW'): GraphConfigError => ({
  code: keyword === 'SYMMETRY' ? 'symmetry' : 'view',
  message: `The configuration has ${keyword}: TLC then merges different states, and its graph has transitions that no behavior takes (tlaplus issue 816). Make a configuration without ${keyword} for the suite.`,
});
