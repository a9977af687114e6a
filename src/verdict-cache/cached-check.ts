import { checkModel, type CheckSettings, type CheckWatch, type ModelReport } from '../check/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import type { Environment } from '../tlc/index.ts';
import { classPathOf, searchFolders, type ClassPath } from './class-path.ts';
import { EntryStore } from './entry-store.ts';
import { identityOf } from './file-identity.ts';
import { findVerdict, type Place } from './find-verdict.ts';
import { keepVerdict } from './keep-verdict.ts';
import { javaClassIn, watchFiles } from './module-files.ts';
import { programHash } from './program-hash.ts';
import { inputsKey } from './verdict-key.ts';

/** Checks one model. */
export type Check = (task: ModelTask, settings: CheckSettings, watch?: CheckWatch) => Promise<ModelReport>;

/** What a cached check needs; all but `env` and `warn` are for tests. */
export interface CachedCheckOptions {
  readonly env: Environment;
  /** Told why an entry is not used, and why a verdict is not kept. */
  readonly warn: (message: string) => void;
  readonly check?: Check;
  readonly store?: EntryStore;
}

/**
 * A check that answers with the verdict of an earlier run where everything that decides it is the same: the code of
 * Tracewright, what is on Java's class path, the options, the configuration, and each module that SANY read, in every
 * folder where SANY looks for one of that name, so that a new file that shadows another counts as a change. A verdict is
 * kept only when it is final, nothing was written while TLC ran, and nothing took part that may have read more.
 */
export function createCachedCheck({ env, warn, check = checkModel, ...options }: CachedCheckOptions): Check {
  const store = options.store ?? new EntryStore(env, 'verdicts');
  const program = programHash();
  const classPathFor = rememberClassPath(env);
  return async (task, settings, watch) => {
    const run = (): Promise<ModelReport> => check(task, settings, watch);
    const folders = searchFolders(task.folder, settings.libraries);
    const classPath = classPathFor(settings);
    if ('unknown' in classPath) {
      warn(notKept(classPath.unknown));
      return run();
    }
    const beside = javaClassIn(folders);
    if (beside !== undefined) {
      warn(notKept(`Java classes beside modules may read anything (${beside})`));
      return run();
    }
    const known = { task, settings, programHash: program, classPathKey: classPath.key };
    const place: Place = {
      task,
      folders,
      store,
      takesUnexplained: settings.explain === 'unexpected',
      inputs: inputsKey({ ...known, folders: folders.length }),
    };
    const found = orNone(() => findVerdict(place, warn));
    if (found) return found;
    const unchanged = watchFiles([task.config], folders);
    const report = await run();
    if (settings.signal?.aborted) return report;
    const conditions = { classPath, unchanged: () => unchanged() && isStill(classPath) };
    const reason = orNone(() => keepVerdict(report, place, conditions));
    if (reason !== undefined) warn(notKept(reason));
    return report;
  };
}

const notKept = (reason: string): string => `a verdict is not kept for the next time: ${reason}`;

/** A file that cannot be read is told of by the run itself. */
function orNone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'errno' in error) return undefined;
    throw error;
  }
}

const isStill = ({ identities }: ClassPath): boolean =>
  [...identities].every(([path, identity]) => identityOf(path) === identity);

/** Looks at the class path once, and again when one of its files has changed. */
function rememberClassPath(env: Environment) {
  let last: { readonly of: string; readonly seen: ReturnType<typeof classPathOf> } | undefined;
  return (settings: CheckSettings) => {
    const of = JSON.stringify([settings.jar, settings.launcher, settings.libraries]);
    const isCurrent = last?.of === of && ('unknown' in last.seen || isStill(last.seen));
    if (!last || !isCurrent) last = { of, seen: classPathOf(settings, env) };
    return last.seen;
  };
}
