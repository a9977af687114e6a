/** The name of the main module of a design: `pin-blocks-writeback` has `PinBlocksWriteback`. */
export const moduleNameOf = (design: string): string =>
  design
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Gives the names that contain the old module's a new one, `MCBaseline_short` too; other words stay. */
export function renameModule(text: string, from: string, to: string): string {
  const word = new RegExp(`(?<![A-Za-z0-9_])((?:MC)?)${from}(?![A-Za-z0-9])`, 'g');
  return recenter(text.replace(word, `$1${to}`));
}

/** The dashes around a module's name, to the width that the line had where modules are framed to 80 columns. */
const recenter = (text: string): string =>
  text.replace(/^-{4,} MODULE (\w+) -{4,}$/m, (_, name: string) => {
    const title = ` MODULE ${name} `;
    const dashes = Math.max(8, 80 - title.length);
    return '-'.repeat(Math.floor(dashes / 2)) + title + '-'.repeat(Math.ceil(dashes / 2));
  });
