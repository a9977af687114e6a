import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from '../environment.ts';
import type { JarProblem, WrongHash } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { hashJar } from './hash-jar.ts';
import { jarInCache } from './jar-in-cache.ts';
import { DEFAULT_JAR, KNOWN_JARS, type KnownJar } from './known-jars.ts';

export type JarSource = 'flag' | 'environment' | 'config' | 'cache';

/** A jar that exists, and what is known of it. */
export interface ResolvedJar {
  /** Absolute. */
  readonly path: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly source: JarSource;
  /** Missing for a jar of the user's own that is not in our list. */
  readonly known?: KnownJar;
}

export interface JarChoice {
  /** The value of `--jar`. */
  readonly flag?: string | undefined;
  readonly env: Environment;
  /** The value in the project's configuration, as an absolute path. */
  readonly configured?: string | undefined;
}

/**
 * The TLC jar to use: `--jar`, else TLA2TOOLS_JAR, else the project's configuration, else the user's cache. A jar that
 * the user names may be any jar; one in the cache must be the one that setup puts there.
 */
export async function resolveJar(choice: JarChoice): Promise<Result<ResolvedJar, JarProblem>> {
  const named = namedJar(choice);
  const path = named ? resolve(named.path) : jarInCache(choice.env);
  if (!existsSync(path)) return fail({ code: 'jar-missing', message: missingMessage(path, named?.source) });
  const hash = await hashJar(path);
  if (!hash.ok) return hash;
  const known = KNOWN_JARS.find(({ sha256 }) => sha256 === hash.value);
  if (!named && known !== DEFAULT_JAR) return fail(wrongHash(path, hash.value));
  const source = named?.source ?? 'cache';
  return ok({ path, sha256: hash.value, source, ...(known ? { known } : {}) });
}

/** The problem of a file that is not the default jar though it stands in its place. */
export const wrongHash = (path: string, actual: string): WrongHash => ({
  code: 'jar-wrong-hash',
  message:
    `${path} is not the jar that it should be.\n  expected SHA-256 ${DEFAULT_JAR.sha256}\n  found    SHA-256 ${actual}\n` +
    'Delete it and run `npx tracewright setup`.',
  path,
  expected: DEFAULT_JAR.sha256,
  actual,
});

function namedJar({ flag, env, configured }: JarChoice): { path: string; source: JarSource } | undefined {
  if (flag) return { path: flag, source: 'flag' };
  if (env.TLA2TOOLS_JAR) return { path: env.TLA2TOOLS_JAR, source: 'environment' };
  if (configured) return { path: configured, source: 'config' };
  return undefined;
}

const NAMED_BY: Record<JarSource, string> = {
  flag: 'named by --jar',
  environment: 'named by TLA2TOOLS_JAR',
  config: 'named by "jar" in tracewright.config.json',
  cache: 'the place where setup puts it',
};

const missingMessage = (path: string, source: JarSource = 'cache'): string =>
  `There is no TLC jar at ${path} (${NAMED_BY[source]}).\n` +
  'Run `npx tracewright setup`, or name a jar with --jar, with the variable TLA2TOOLS_JAR, or with "jar" in tracewright.config.json.';
