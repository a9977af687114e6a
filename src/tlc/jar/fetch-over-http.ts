import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errnoOf } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { DEFAULT_JAR } from './known-jars.ts';

/** `disk` is the errno of a failed write; `message` says what happened. */
export interface FetchFailure {
  readonly message: string;
  readonly disk?: string;
}

const TIME_LIMIT_MILLISECONDS = 10 * 60_000;
const DISK_ERRORS = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO', 'ENOENT']);

/** The jar's address in a Maven repository; fails for an address that would be fetched without encryption. */
export function jarAddress(repository: string): Result<URL, FetchFailure> {
  const { mavenArtifact, fileName } = DEFAULT_JAR;
  const [group = '', artifact = '', version = ''] = mavenArtifact.split(':');
  const path = [...group.split('.'), artifact, version, fileName].join('/');
  const text = `${repository.replace(/\/+$/, '')}/${path}`;
  if (!URL.canParse(text)) {
    return fail({ message: `TRACEWRIGHT_MAVEN_REPOSITORY is not an address: ${repository}` });
  }
  const address = new URL(text);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isLocal)) {
    return fail({ message: `TRACEWRIGHT_MAVEN_REPOSITORY must begin with https:// but is ${repository}` });
  }
  return ok(address);
}

/** Downloads the default jar into `folder`, without a look at what was sent; answers with the file's path. */
export async function fetchOverHttp(
  address: URL,
  folder: string,
  onBytes: (received: number) => void,
): Promise<Result<string, FetchFailure>> {
  const file = join(folder, DEFAULT_JAR.fileName);
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(TIME_LIMIT_MILLISECONDS) });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return fail({ message: `${address.href} answered ${response.status} ${response.statusText}.` });
    }
    await pipeline(response.body, counted(onBytes), createWriteStream(file));
    return ok(file);
  } catch (error) {
    const errno = errnoOf(error);
    const message = `${address.href} could not be fetched: ${reasonOf(error)}.`;
    return fail(DISK_ERRORS.has(errno) ? { message, disk: errno } : { message });
  }
}

/** Passes chunks on and stops at a body that is longer than the jar, before it can fill the disk. */
function counted(onBytes: (received: number) => void) {
  return async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let received = 0;
    for await (const chunk of chunks) {
      received += chunk.byteLength;
      if (received > DEFAULT_JAR.bytes) throw new Error(`more than ${DEFAULT_JAR.bytes} bytes were sent`);
      onBytes(received);
      yield chunk;
    }
  };
}

/** `fetch` says only "fetch failed" or "terminated"; what failed is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
