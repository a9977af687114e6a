/**
 * A text as one word of a POSIX shell, quoted only where it has to be. The command line has its own: it does not load
 * this folder before it starts Java.
 */
export const shellWord = (text: string): string =>
  /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
