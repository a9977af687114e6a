import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { errnoOf, explainErrno, type JarProblem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';

/** The SHA-256 of a jar, lower-case hexadecimal. It fails if the file cannot be read or is no zip archive. */
export async function hashJar(path: string): Promise<Result<string, JarProblem>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const errno = errnoOf(error);
    return fail({
      code: 'jar-unreadable',
      message: `Cannot read the jar ${path}: ${explainErrno(errno)}.`,
      path,
      errno,
    });
  }
  if (bytes.toString('latin1', 0, 2) !== 'PK') {
    return fail({
      code: 'jar-not-a-jar',
      message: `${path} is not a jar: it does not begin like a zip archive. Was an error page saved in its place?`,
      path,
    });
  }
  return ok(createHash('sha256').update(bytes).digest('hex'));
}
