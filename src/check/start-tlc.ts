import { expectedStates, type ModelTask } from '../manifest/index.ts';
import {
  modelSize,
  type ModelSize,
  recallModelSize,
  runTlc,
  type Result,
  type RunProblem,
  type TlcRun,
} from '../tlc/index.ts';
import { timeLeft, type ModelSettings } from './settings.ts';

/** A run of TLC that has been started. Its output waits until somebody reads it. */
export interface StartedRun {
  readonly ended: Promise<Result<TlcRun, RunProblem>>;
  /** Hands over what was written so far, and from then on each piece as it comes. */
  readonly read: (consumer: (text: string) => void) => void;
  readonly stop: () => void;
}

/** Starts TLC on a model, or on the model with another configuration. */
export function startTlc(task: ModelTask, settings: ModelSettings, derivedConfig?: string): StartedRun {
  const stopper = new AbortController();
  const signal = settings.signal ? AbortSignal.any([settings.signal, stopper.signal]) : stopper.signal;
  let waiting = '';
  let consume = (text: string): void => {
    waiting += text;
  };
  const ended = runTlc(
    {
      ...settings,
      folder: task.folder,
      module: task.module,
      configFile: derivedConfig === undefined ? task.config : DERIVED,
      ...(derivedConfig !== undefined && { generated: { files: { [DERIVED]: derivedConfig } } }),
      modelSize: expectedSize(task),
      timeLimitMilliseconds: timeLeft(settings),
    },
    { onOutput: (text) => consume(text), signal },
  );
  return {
    ended,
    read(consumer) {
      consumer(waiting);
      waiting = '';
      consume = consumer;
    },
    stop: () => stopper.abort(),
  };
}

const DERIVED = 'derived.cfg';

/** From the manifest, else from the last time, else as the manifest's other models of the module. */
function expectedSize({ expected, folder, module, configText, siblingStates }: ModelTask): ModelSize {
  const states = expected && expectedStates(expected.expect);
  if (states !== undefined) return modelSize(states);
  const recalled = recallModelSize({ folder, module, configText, env: process.env });
  return recalled === 'unknown' && siblingStates !== undefined ? modelSize(siblingStates) : recalled;
}
