/** The first of some names, and how many more there are: `a, b and 3 more`. */
export function firstOf(names: readonly string[], most: number): string {
  const more = names.length - most;
  const shown = names.slice(0, most).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
