/** What the reader chose; all of it but the search stands in the address, so that a link shows the same. */
export interface ViewState {
  /** The row, from 0: the state, or the last row for what repeats for ever. */
  readonly row: number;
  readonly hidden: ReadonlySet<string>;
  readonly pinned: ReadonlySet<string>;
  readonly query: string;
  /** Off the trace: which of the possible steps were chosen, from the state of the row on. */
  readonly walk: readonly number[];
}

/** The choice that an address names: `#step=7&walk=2.0&hide=guard,disk&pin=flags`. What cannot be is passed over. */
export function fromHash(hash: string, rows: number, variables: readonly string[]): Omit<ViewState, 'query'> {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const step = Number(parameters.get('step') ?? 1);
  const known = (name: string): ReadonlySet<string> =>
    new Set((parameters.get(name) ?? '').split(',').filter((variable) => variables.includes(variable)));
  return {
    row: Number.isInteger(step) ? clamp(step - 1, rows) : 0,
    hidden: known('hide'),
    pinned: known('pin'),
    walk: (parameters.get('walk') ?? '')
      .split('.')
      .filter((choice) => /^\d{1,6}$/.test(choice))
      .map(Number),
  };
}

export const clamp = (row: number, rows: number): number => Math.max(0, Math.min(rows - 1, row));

/** The address of a choice; commas stay readable. */
export function toHash({ row, walk, hidden, pinned }: Omit<ViewState, 'query'>): string {
  const list = (names: ReadonlySet<string>): string => [...names].map(encodeURIComponent).join(',');
  return [
    `#step=${row + 1}`,
    ...(walk.length > 0 ? [`walk=${walk.join('.')}`] : []),
    ...(hidden.size > 0 ? [`hide=${list(hidden)}`] : []),
    ...(pinned.size > 0 ? [`pin=${list(pinned)}`] : []),
  ].join('&');
}
