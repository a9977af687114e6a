import { join } from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import type { Environment } from '../environment.ts';
import { findOnPath, isExecutable } from '../find-on-path.ts';
import type { JavaProblem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { captureProcess } from '../run/capture-process.ts';
import { makePrivateFolder } from '../run/private-folder.ts';
import { parseJavaVersion, type JavaVersion } from './java-version.ts';
import { identityOf, readRemembered, remember } from './remembered-java.ts';

/** A Java that TLC can run on. */
export interface Java extends JavaVersion {
  readonly path: string;
  /** Changes when another Java is installed at the same path. */
  readonly identity: string;
}

/** The oldest Java that TLC runs on. */
export const OLDEST_JAVA = 11;
const HOW_TO_GET_JAVA = `Install Java ${OLDEST_JAVA} or later (any vendor's JDK or JRE), or set JAVA_HOME to where it is.`;
const TIME_LIMIT_MILLISECONDS = 60_000;

/**
 * The Java to use: of JAVA_HOME if that is set, else the first on PATH. Asking a JVM for its version takes about as long
 * as a tenth of a small check, so the answer is kept in the cache until the binary changes.
 */
export async function findJava(env: Environment): Promise<Result<Java, JavaProblem>> {
  const path = locateJava(env);
  if (!path.ok) return path;
  const identity = identityOf(path.value);
  const cache = join(cacheFolder(env), 'java');
  const remembered = readRemembered(cache, identity);
  const version = remembered ? ok(remembered) : await askVersion(path.value, env);
  if (!version.ok) return version;
  if (!remembered) remember(cache, path.value, identity, version.value);
  if (version.value.major < OLDEST_JAVA) {
    return fail({
      code: 'java-too-old',
      message: `${path.value} is Java ${version.value.version}, but TLC needs Java ${OLDEST_JAVA} or later. ${HOW_TO_GET_JAVA}`,
      path: path.value,
      version: version.value.version,
    });
  }
  return ok({ path: path.value, identity, ...version.value });
}

function locateJava(env: Environment): Result<string, JavaProblem> {
  if (env.JAVA_HOME) {
    const path = join(env.JAVA_HOME, 'bin', 'java');
    if (isExecutable(path)) return ok(path);
    return fail({
      code: 'java-home-broken',
      message: `JAVA_HOME is ${env.JAVA_HOME}, but there is no bin/java in it. Correct JAVA_HOME or unset it.`,
      javaHome: env.JAVA_HOME,
    });
  }
  const path = findOnPath('java', env);
  if (path !== undefined) return ok(path);
  return fail({ code: 'java-missing', message: `There is no \`java\` on PATH. ${HOW_TO_GET_JAVA}` });
}

async function askVersion(path: string, env: Environment): Promise<Result<JavaVersion, JavaProblem>> {
  const broken = (why: string): Result<never, JavaProblem> =>
    fail({ code: 'java-broken', message: `\`${path} -version\` ${why}. ${HOW_TO_GET_JAVA}`, path });
  const folder = makePrivateFolder();
  if (!folder.ok) return broken(`was not tried: ${folder.error.message}`);
  const run = await captureProcess({
    command: path,
    args: ['-version'],
    workingFolder: folder.value.path,
    privateFolder: folder.value.path,
    environment: { ...env },
    timeLimitMilliseconds: TIME_LIMIT_MILLISECONDS,
  });
  if (!run.ok) return broken(`could not be started (${run.error.errno})`);
  const { exitCode, stderr, stdout } = run.value;
  if (exitCode !== 0) return broken(`failed (exit status ${exitCode}): ${stderr.trim().slice(0, 300)}`);
  const version = parseJavaVersion(stderr) ?? parseJavaVersion(stdout);
  return version ? ok(version) : broken('did not print a version');
}
