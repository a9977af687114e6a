import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cannotWrite, errnoOf, makeFolder } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';

/** Pieces are gathered up to this many characters before they are written. */
const ENOUGH = 1 << 16;

/** Writes a file, a text in pieces; it appears under its name only when it is whole. The error names `option` as the way out. */
export async function writeChunks(
  file: string,
  content: Iterable<string> | Uint8Array,
  option: string,
): Promise<Result<string, string>> {
  const temporary = `${file}.${process.pid}`;
  try {
    makeFolder(dirname(file));
    const handle = await open(temporary, 'w');
    try {
      if (content instanceof Uint8Array) await handle.writeFile(content);
      else for (const piece of gathered(content)) await handle.write(piece);
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return ok(file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return fail(cannotWrite(file, errnoOf(error), `choose another place with ${option}`));
  }
}

/** Few large pieces instead of many small ones. */
export function* gathered(chunks: Iterable<string>): Generator<string> {
  let piece = '';
  for (const chunk of chunks) {
    piece += chunk;
    if (piece.length < ENOUGH) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
