/** A counterexample that has a name: where TLC finds it, and what each actor does in it. */
export interface Row {
  readonly name: string;
  readonly design: string;
  readonly config: string;
  readonly property: string;
  /** How the behavior goes on. */
  readonly end: string;
  /** For each actor its actions in order, with spaces between. */
  readonly actors: Readonly<Record<string, string>>;
}

/**
 * Reads the table: a line `name: design, configuration, property, end`, then for each actor an indented line with its
 * actions; lines that begin with # are comments.
 *
 * @throws Error for a line that is none of these.
 */
export function readTable(text: string): Row[] {
  const rows: (Omit<Row, 'actors'> & { actors: Record<string, string> })[] = [];
  for (const line of text.split('\n').filter((candidate) => !/^(#|\s*$)/.test(candidate))) {
    const head = /^([\w-]+): ([\w-]+), (\w+), (\w+), (\w+)$/.exec(line);
    const actor = /^ {2}(\w+) +(\S.*)$/.exec(line);
    const row = rows.at(-1);
    if (head) {
      const [, name, design, config, property, end] = head as unknown as [
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      rows.push({ name, design, config, property, end, actors: {} });
    } else if (actor && row) {
      row.actors[actor[1]!] = actor[2]!;
    } else {
      throw new Error(`not a line of the table: ${line}`);
    }
  }
  return rows;
}
