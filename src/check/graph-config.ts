import type { ConfigStatement, TlcConfig } from '../parser/index.ts';
import { fail, ok, type Result, type SearchLimit } from '../trace/index.ts';
import { configLimits } from './config-limits.ts';

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
  /** That of the statement in the configuration. */
  readonly line: number;
}

/**
 * The configuration for a state graph: without properties, which only cost time and would end the search, and without the
 * deadlock check. A symmetry set or a view is refused: TLC then draws an edge to a state that only *stands for* the
 * one that the action leads to, so that a walk over such edges is no behavior.
 */
export function graphConfig({ statements }: TlcConfig): Result<GraphConfig, GraphConfigError> {
  for (const { keyword, line } of statements) {
    if (keyword === 'SYMMETRY' || keyword === 'VIEW') return fail(refused(keyword, line));
  }
  const kept = statements.filter(({ keyword }) => !JUDGING.has(keyword));
  return ok({
    config: { statements: [...kept, { keyword: 'CHECK_DEADLOCK', enabled: false, line: 0 }] },
    limits: configLimits({ statements: kept }),
  });
}

const JUDGING: ReadonlySet<ConfigStatement['keyword']> = new Set([
  'INVARIANT',
  'PROPERTY',
  'CHECK_DEADLOCK',
  'ALIAS',
  'POSTCONDITION',
]);

const refused = (keyword: 'SYMMETRY' | 'VIEW', line: number): GraphConfigError => ({
  code: keyword === 'SYMMETRY' ? 'symmetry' : 'view',
  message: `The configuration has ${keyword}: TLC then merges different states, and its graph has transitions that no behavior takes (tlaplus issue 816). Make another cfg file without ${keyword} for the suite.`,
  line,
});
