import type { TlcConfig } from '../parser/index.ts';

/** Stands for TLC's own check in a list of properties, as in a manifest. */
export const DEADLOCK = 'deadlock';

/** The configuration with only these of its invariants and properties; deadlock is looked for if it is among them. */
export function narrowConfig(config: TlcConfig, only: readonly string[]): TlcConfig {
  const statements = config.statements.flatMap((statement): TlcConfig['statements'] => {
    if (statement.keyword === 'CHECK_DEADLOCK') return [];
    if (statement.keyword !== 'INVARIANT' && statement.keyword !== 'PROPERTY') return [statement];
    const names = statement.names.filter(({ name }) => only.includes(name));
    return names.length === 0 ? [] : [{ ...statement, names }];
  });
  const deadlock = { keyword: 'CHECK_DEADLOCK', enabled: only.includes(DEADLOCK), line: 0 } as const;
  return { statements: [...statements, deadlock] };
}
