import { grade, type ModelReport } from '../../../src/check/index.ts';
import type { Expectation, ManifestModel, ModelTask } from '../../../src/manifest/index.ts';
import { int, record, string, type State, type Trace, type Verdict } from '../../../src/trace/index.ts';

/** A report as the check of a model would give it, in the words of a test. */
export interface Scene {
  readonly design?: string;
  readonly folder?: string;
  readonly config?: string;
  readonly properties: readonly string[];
  readonly deadlock?: boolean;
  readonly verdict: Verdict;
  readonly expect?: Expectation;
  readonly role?: ManifestModel['role'];
  readonly condition?: string;
  readonly why?: string;
  readonly milliseconds?: number;
  readonly cachedAt?: string;
  readonly only?: readonly string[];
}

export function report(scene: Scene): ModelReport {
  const { design, expect, role, condition, why, properties, deadlock = false, verdict, cachedAt } = scene;
  const config = scene.config ?? `MC_${properties.join('_')}.cfg`;
  const folder = scene.folder ?? `/project/specs/${design ?? 'plain'}`;
  const task: ModelTask = {
    folder,
    module: 'MC',
    config: `${folder}/${config}`,
    configText: '',
    ...(design !== undefined && { design }),
    ...(scene.only && { only: scene.only }),
    ...(expect && {
      expected: {
        module: 'MC',
        config,
        expect,
        line: 1,
        ...(role && { role }),
        ...(condition !== undefined && { condition }),
        ...(why !== undefined && { why }),
      },
    }),
  };
  return {
    task,
    verdict,
    grade: grade(verdict, expect),
    properties,
    deadlockChecked: deadlock,
    warnings: [],
    moduleFiles: [],
    ...(scene.milliseconds !== undefined && {
      run: { argv: ['java'], wallMilliseconds: scene.milliseconds },
    }),
    ...(cachedAt !== undefined && { cachedAt }),
  };
}

export const holds = (distinct = 1000): Verdict => ({
  kind: 'holds',
  statistics: { distinct, generated: 2 * distinct },
});

export const violated = (name: string, trace: Trace = TRACE): Verdict => ({
  kind: 'violated',
  violation: { kind: 'invariant', name },
  trace,
  statistics: { distinct: 313, generated: 700, queue: 12 },
});

export const interrupted: Verdict = { kind: 'cancelled', reason: 'interrupted', statistics: {} };

const state = (x: number, text: string): State =>
  new Map([
    ['x', int(x)],
    ['page', record([['text', string(text)]])],
  ]);

/** Two steps, the second of which changes nothing but a text. */
export const TRACE: Trace = {
  initial: state(0, 'new'),
  steps: [
    {
      actions: [{ name: 'Up', arguments: [{ name: 'n', value: int(2) }] }],
      location: { module: 'Counter', beginLine: 6, beginColumn: 1, endLine: 6, endColumn: 9 },
      state: state(2, 'new'),
    },
    { actions: [{ name: 'Mark' }], state: state(2, 'marked') },
  ],
  end: { kind: 'finite' },
  notes: [],
};
