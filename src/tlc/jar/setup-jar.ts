import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import type { Environment } from '../environment.ts';
import { makeFolder } from '../make-folder.ts';
import { cannotWrite, errnoOf, type SetupProblem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { fetchOverHttp, jarAddress, type FetchFailure } from './fetch-over-http.ts';
import { fetchWithMaven, findMaven } from './fetch-with-maven.ts';
import { tryToWrite } from '../try-to-write.ts';
import { hashJar } from './hash-jar.ts';
import { jarInCache } from './jar-in-cache.ts';
import { DEFAULT_JAR } from './known-jars.ts';
import { wrongHash } from './resolve-jar.ts';
import { WAYS_TO_GET_THE_JAR } from './ways-to-get-the-jar.ts';

export type SetupProgress =
  | { readonly step: 'maven'; readonly command: string }
  /** Bytes; `total` is the jar's known size. */
  | {
      readonly step: 'download';
      readonly address: string;
      readonly received: number;
      readonly total: number;
    };

export interface SetupDone {
  readonly status: 'present' | 'fetched';
  readonly path: string;
}

export interface SetupRequest {
  readonly env: Environment;
  readonly onProgress?: (progress: SetupProgress) => void;
}

/**
 * Puts the default jar into the cache, unless it is there: by Maven, else from TRACEWRIGHT_MAVEN_REPOSITORY. Nothing
 * but the right bytes ever gets its name, and setups that run at the same time do not hurt each other.
 */
export async function setupJar(request: SetupRequest): Promise<Result<SetupDone, SetupProblem>> {
  const target = jarInCache(request.env);
  if (await isDefaultJar(target)) return ok({ status: 'present', path: target });
  let folder: string;
  try {
    makeFolder(dirname(target));
    folder = makeFetchFolder(cacheFolder(request.env));
  } catch (error) {
    return fail(cacheNotWritable(cacheFolder(request.env), errnoOf(error)));
  }
  try {
    const fetched = await fetchInto(folder, request);
    if (!fetched.ok) return fetched;
    const hash = await hashJar(fetched.value);
    if (!hash.ok || hash.value !== DEFAULT_JAR.sha256) return fail(rejected(hash, fetched.value));
    renameSync(fetched.value, target);
    return ok({ status: 'fetched', path: target });
  } catch (error) {
    return fail(cacheNotWritable(target, errnoOf(error)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function isDefaultJar(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  const hash = await hashJar(path);
  return hash.ok && hash.value === DEFAULT_JAR.sha256;
}

async function fetchInto(
  folder: string,
  { env, onProgress }: SetupRequest,
): Promise<Result<string, SetupProblem>> {
  const failures: string[] = [];
  const maven = findMaven(env);
  if (maven !== undefined) {
    onProgress?.({ step: 'maven', command: maven });
    const fetched = await fetchWithMaven(maven, folder, env);
    if (fetched.ok) return fetched;
    failures.push(fetched.error);
  }
  if (env.TRACEWRIGHT_MAVEN_REPOSITORY) {
    const fetched = await download(env.TRACEWRIGHT_MAVEN_REPOSITORY, folder, onProgress);
    if (fetched.ok) return fetched;
    if (fetched.error.disk) return fail(cacheNotWritable(folder, fetched.error.disk));
    failures.push(fetched.error.message);
  }
  if (failures.length > 0) {
    return fail({ code: 'jar-fetch-failed', message: [...failures, WAYS_TO_GET_THE_JAR].join('\n') });
  }
  return fail({
    code: 'jar-no-way-to-fetch',
    message: `There is no \`mvn\` on PATH, and TRACEWRIGHT_MAVEN_REPOSITORY is not set.\n${WAYS_TO_GET_THE_JAR}`,
  });
}

async function download(
  repository: string,
  folder: string,
  onProgress: SetupRequest['onProgress'],
): Promise<Result<string, FetchFailure>> {
  const address = jarAddress(repository);
  if (!address.ok) return address;
  return fetchOverHttp(address.value, folder, (received) =>
    onProgress?.({ step: 'download', address: address.value.href, received, total: DEFAULT_JAR.bytes }),
  );
}

/** A file that came, but is not the jar: a wrong hash is said as such, anything else as a failed fetch. */
function rejected(hash: Awaited<ReturnType<typeof hashJar>>, path: string): SetupProblem {
  if (!hash.ok) return { code: 'jar-fetch-failed', message: `${hash.error.message}\n${WAYS_TO_GET_THE_JAR}` };
  const problem = wrongHash(path, hash.value);
  return {
    ...problem,
    message:
      `What was fetched is not ${DEFAULT_JAR.mavenArtifact}, so it was thrown away.\n` +
      `  expected SHA-256 ${problem.expected}\n  found    SHA-256 ${problem.actual}\n${WAYS_TO_GET_THE_JAR}`,
  };
}

const cacheNotWritable = (path: string, errno: string): SetupProblem => ({
  code: 'cache-not-writable',
  message: cannotWrite(
    `to the cache ${path}`,
    errno,
    'set TRACEWRIGHT_CACHE to a folder that you can write to',
  ),
  path,
  errno,
});

const FETCH_PREFIX = 'fetch-';
const STALE_MILLISECONDS = 24 * 3600_000;

/**
 * A private folder inside the cache, so that the last step is a rename; removes what killed setups have left.
 * @throws the system call's error, for example of a full disk.
 */
function makeFetchFolder(cache: string): string {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith(FETCH_PREFIX))) {
    const path = join(cache, name);
    const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - time > STALE_MILLISECONDS) rmSync(path, { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(cache, FETCH_PREFIX));
  try {
    tryToWrite(folder, DEFAULT_JAR.bytes);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}
