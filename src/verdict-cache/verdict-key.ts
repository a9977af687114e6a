import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { CheckSettings } from '../check/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import type { ModuleStates } from './module-files.ts';

/** What is known of a run before the modules that it reads are. */
export interface KnownInputs {
  readonly task: ModelTask;
  readonly settings: CheckSettings;
  /** Of the Tracewright that runs. */
  readonly programHash: string;
  readonly classPathKey: string;
  /** How many folders SANY searches. */
  readonly folders: number;
}

/** The key under which the modules that a run reads are remembered. No path is in it, so that clones share verdicts. */
export function inputsKey({ task, settings, programHash, classPathKey, folders }: KnownInputs): string {
  const { fp = 0, seed = 1n, workers = 1, simulate, why = false, nearby = 0, coverage = false } = settings;
  const { expected } = task;
  return hashOf([
    programHash,
    classPathKey,
    [fp, String(seed), workers, simulate?.behaviors ?? null, simulate?.depth ?? null, why, nearby, coverage],
    [task.module, basename(task.config), task.configText, task.only ?? null],
    // Of several violated temporal properties, the counterexample of the expected one is shown.
    expected?.expect.result === 'violated' ? expected.expect.property : null,
    folders,
  ]);
}

/** The key of a verdict: equal where everything that TLC reads is equal. */
export const verdictKey = (inputs: string, modules: readonly string[], states: ModuleStates): string =>
  hashOf([inputs, modules, states]);

const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
