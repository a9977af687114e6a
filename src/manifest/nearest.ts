/** The candidate that is spelled most like `word`, when it is close enough to be what was meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const scored = candidates.map((candidate) => ({ candidate, distance: editDistance(word, candidate) }));
  const best = scored.sort((a, b) => a.distance - b.distance)[0];
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  return best && best.distance <= limit && best.distance < word.length ? best.candidate : undefined;
}

/** Letters to insert, to delete, to replace or to exchange with the next one, ignoring case. */
function editDistance(left: string, right: string): number {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]![j]!;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isExchange = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const exchanged = isExchange ? at(i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(replaced, exchanged, at(i - 1, j) + 1, row[j - 1]! + 1));
    }
  }
  return at(a.length, b.length);
}
