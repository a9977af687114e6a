import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import type { Environment } from './environment.ts';
import type { ModelSize } from './java/java-options.ts';
import { writeAtomically } from './write-atomically.ts';

/** What a model's size is remembered by: its module's text and its configuration. */
export interface SizedModel {
  readonly folder: string;
  readonly module: string;
  readonly configText: string;
  readonly env: Environment;
}

/** Below this number of distinct states the second compiler of the JVM costs more than it gains. */
const TINY_STATES = 20_000;

/** The size that goes with a number of distinct states. */
export const modelSize = (distinctStates: number): ModelSize =>
  distinctStates < TINY_STATES ? 'tiny' : 'large';

/**
 * The size of a model when it was last checked. It only chooses flags of the JVM: a module that it extends may have
 * changed since, and then the run is a little slower than it could be.
 */
export function recallModelSize(model: SizedModel): ModelSize {
  try {
    const states = Number(readFileSync(pathOf(model), 'utf8'));
    return Number.isSafeInteger(states) && states > 0 ? modelSize(states) : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** Keeps the number of distinct states of a finished run. A cache that cannot be written is no reason to fail. */
export function rememberModelSize(model: SizedModel, distinctStates: number): void {
  try {
    const path = pathOf(model);
    const text = String(distinctStates);
    writeAtomically(path, text);
  } catch {
    // The next run has to do without.
  }
}

function pathOf({ folder, module, configText, env }: SizedModel): string {
  const text = readFileSync(join(folder, `${module}.tla`));
  const key = createHash('sha256').update(text).update('\0').update(configText).digest('hex').slice(0, 24);
  return join(cacheFolder(env), 'sizes', key);
}
