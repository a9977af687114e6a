import { strToU8, zipSync } from 'fflate';

/** A zip archive with these files, compressed as `jar` does. */
export const zip = (files: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
