import { accessSync, constants } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { cacheFolder } from '../cache-folder.ts';
import type { Environment } from '../environment.ts';
import { findMaven } from '../jar/fetch-with-maven.ts';
import { resolveJar, type JarChoice, type ResolvedJar } from '../jar/resolve-jar.ts';
import { findClassArchive } from '../java/archive-store.ts';
import { findJava, type Java } from '../java/find-java.ts';
import { findLauncher } from '../launcher/find-launcher.ts';
import { makeFolder } from '../make-folder.ts';
import { errnoOf, type JarProblem, type JavaProblem } from '../problem.ts';
import { ok, type Result } from '../result.ts';
import { askJarVersion } from './ask-jar-version.ts';
import { capabilitiesOf, type Capabilities } from './capabilities.ts';

export interface JarReport extends ResolvedJar {
  /** `2.18`, `2026.11.22.144059`; missing if there is no Java to ask it, or no TLC in the jar. */
  readonly version?: string;
  readonly capabilities: Capabilities;
}

/** Whether checks can run here, and with what. A missing part is a problem with its remedy. */
export interface DoctorReport {
  /** Java and the jar are there, and the cache can be written. */
  readonly ready: boolean;
  readonly java: Result<Java, JavaProblem>;
  readonly jar: Result<JarReport, JarProblem>;
  /** The class-data archive; missing before the first check. */
  readonly classArchive?: string;
  /** The path of `mvn`, by which setup fetches the jar. */
  readonly maven?: string;
  readonly cache: { readonly path: string; readonly writable: boolean; readonly errno?: string };
  readonly machine: { readonly cpus: number; readonly memoryBytes: number; readonly freeMemoryBytes: number };
}

/** Looks at everything that a check needs. It starts Java to ask, and writes nothing but the cache folder. */
export async function doctorReport(choice: JarChoice): Promise<DoctorReport> {
  const java = await findJava(choice.env);
  const jar = await reportJar(choice, java.ok ? java.value : undefined);
  const maven = findMaven(choice.env);
  const cache = reportCache(choice.env);
  const archive =
    java.ok && jar.ok
      ? findClassArchive({
          java: java.value,
          jar: jar.value,
          launcher: findLauncher(choice.env),
          env: choice.env,
        })
      : undefined;
  return {
    ready: java.ok && jar.ok && jar.value.version !== undefined && cache.writable,
    java,
    jar,
    ...(archive === undefined ? {} : { classArchive: archive }),
    ...(maven === undefined ? {} : { maven }),
    cache,
    machine: { cpus: availableParallelism(), memoryBytes: totalmem(), freeMemoryBytes: freemem() },
  };
}

async function reportJar(choice: JarChoice, java: Java | undefined): Promise<Result<JarReport, JarProblem>> {
  const jar = await resolveJar(choice);
  if (!jar.ok) return jar;
  const version = jar.value.known?.version ?? (java && (await askJarVersion(java.path, jar.value.path)));
  return ok({
    ...jar.value,
    ...(version === undefined ? {} : { version }),
    capabilities: capabilitiesOf(version),
  });
}

function reportCache(env: Environment): DoctorReport['cache'] {
  const path = cacheFolder(env);
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK);
    return { path, writable: true };
  } catch (error) {
    return { path, writable: false, errno: errnoOf(error) };
  }
}
