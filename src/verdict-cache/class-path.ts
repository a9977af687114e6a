import type { CheckSettings } from '../check/index.ts';
import { identityOf } from './file-identity.ts';
import { inspectJar } from './inspect-jar.ts';

/** The Java side of a run: what is on its class path, as far as it decides what TLC computes. */
export interface ClassPath {
  /** Equal for equal contents, wherever the files are. */
  readonly key: string;
  /** Modules that SANY can take from a jar of the user's. */
  readonly modules: ReadonlySet<string>;
  /** Each file that was looked at, with what tells whether it has changed since. */
  readonly identities: ReadonlyMap<string, string | undefined>;
}

/** Options of a JVM that set its memory or collector, and nothing else. */
const HARMLESS = /^(-Xm[snx]\d+[kKmMgG]?|-Xss\d+[kKmMgG]?|-XX:[+-]\w+|-XX:\w+=\d+[kKmMgG%]?)$/;
const OPTION_VARIABLES = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'];

/**
 * Looks at everything on the class path of a run. Undefined with a reason where it cannot be told what takes part:
 * Java classes other than TLC's may read files, or the clock.
 */
export function classPathOf(
  { jar, launcher, libraries }: Pick<CheckSettings, 'jar' | 'launcher' | 'libraries'>,
  env: NodeJS.ProcessEnv,
): ClassPath | { readonly unknown: string } {
  const option = OPTION_VARIABLES.find((name) => !isHarmless(env[name]));
  if (option !== undefined) return { unknown: `${option} changes how Java runs` };
  const own = new Set([jar, launcher]);
  const waiting = [jar, ...(launcher === undefined ? [] : [launcher]), ...libraries.filter(isJar)];
  const parts: string[] = [];
  const modules = new Set<string>();
  const identities = new Map<string, string | undefined>();
  for (const path of waiting) {
    if (identities.has(path)) continue;
    identities.set(path, identityOf(path));
    if (identities.get(path) === undefined) {
      parts.push('absent');
      continue;
    }
    const contents = path.endsWith('/') ? undefined : inspectJar(path);
    if (!contents) return { unknown: `it cannot be seen what is in ${path}, which is on the class path` };
    if (contents.hasClasses && !own.has(path)) return { unknown: `${path} has Java classes` };
    parts.push(contents.sha256);
    if (!own.has(path)) for (const name of contents.modules) modules.add(name);
    waiting.push(...contents.classPath);
  }
  return { key: parts.join(' '), modules, identities };
}

const isHarmless = (options = ''): boolean =>
  options.split(/\s+/).every((option) => option === '' || HARMLESS.test(option));

/** As TLC's arguments take them. */
const isJar = (library: string): boolean => /\.(jar|zip)$/i.test(library);

/** The folders in which SANY looks for modules. */
export const searchFolders = (folder: string, libraries: readonly string[]): readonly string[] => [
  folder,
  ...libraries.filter((library) => !isJar(library)),
];
