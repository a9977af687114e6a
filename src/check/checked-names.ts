import type { TlcConfig } from '../parser/index.ts';

/** The names of what a configuration tells TLC to check, by keyword, in their order. */
export function checkedNames({
  statements,
}: TlcConfig): Readonly<Record<'INVARIANT' | 'PROPERTY' | 'POSTCONDITION', readonly string[]>> {
  const listed = (keyword: 'INVARIANT' | 'PROPERTY'): readonly string[] =>
    statements.flatMap((statement) =>
      statement.keyword === keyword ? statement.names.map(({ name }) => name) : [],
    );
  return {
    INVARIANT: listed('INVARIANT'),
    PROPERTY: listed('PROPERTY'),
    POSTCONDITION: statements.flatMap((statement) =>
      statement.keyword === 'POSTCONDITION' ? [statement.name] : [],
    ),
  };
}
