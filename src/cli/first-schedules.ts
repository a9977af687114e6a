import { setImmediate } from 'node:timers/promises';
import { explorer, type DesignName } from '../kernel/index.ts';

/** A run of the explorer that shows what happened to threads, too. */
export interface FirstSchedule {
  /** As in the table of a free run. */
  readonly outcome: string;
  readonly program: string;
  readonly schedule: string;
}

const isTruncationAlone = ({ message }: explorer.Failure): boolean =>
  /^truncate sleeps on page \d+ refcount$/.test(message);

/** How the explorer tells the failures that a free run counts. */
const TOLD: Readonly<Record<string, (failure: explorer.Failure) => boolean>> = {
  'guard error': ({ message }) => message.startsWith('guard error:'),
  'surprise dirty': ({ message }) => message.startsWith('surprise dirty:'),
  'dirty page dropped': ({ message }) => message.endsWith('dropped instead of written'),
  'page lost at the end': ({ message }) => message.endsWith('not what is on disk'),
  'clone changed': ({ message }) => message.startsWith('clone changed:'),
  'freed block written': ({ message }) => message.startsWith('freed block written:'),
  'no space': ({ message }) => message.startsWith('no space:'),
  'fsync starved': ({ kind }) => kind === 'livelock',
  'lock held in vain': (failure) => failure.kind === 'deadlock' && !isTruncationAlone(failure),
  'truncate starved': (failure) => failure.kind === 'deadlock' && isTruncationAlone(failure),
  // The explorer's device has guard tags, which tell of the same change.
  'parity error': ({ message }) => message.startsWith('guard error:'),
  'stripe inconsistent': ({ message }) => message.startsWith('guard error:'),
};

/** Random runs of each program: most failures are found soon, and the rest is worth a longer look. */
const ROUNDS = [100, 2_000];
/** Random runs of a program that asks about the failure alone. */
const LAST_ROUND = 20_000;

/** Rare failures, and what a program asks that is about them. */
const RARE: Readonly<Record<string, string>> = { 'dirty page dropped': 'dropped dirty' };

const RANDOM = {
  strategy: { depth: 3 },
  longestRun: 1_000,
  spuriousWakeUps: 0,
  timeOuts: 0,
} as const;

/**
 * For each of the outcomes the first schedule among random ones of the explorer's programs that shows the same failure, shrunk.
 * Threads leave no schedule behind; a fibre's run repeats exactly. An outcome that no program shows is left out.
 */
export async function* firstSchedules(
  design: DesignName,
  outcomes: readonly string[],
  seed: number,
  signal: AbortSignal,
): AsyncGenerator<FirstSchedule> {
  const wanted = new Set(outcomes.filter((outcome) => TOLD[outcome] !== undefined));
  for (const { program, mostRuns } of attempts(wanted)) {
    // So that an interrupt is noticed: a program takes up to some seconds.
    await setImmediate();
    if (wanted.size === 0 || signal.aborted) return;
    const on = explorer.pageProgram(program, design);
    const { found } = explorer.sample(on, { ...RANDOM, seed, mostRuns });
    const outcome = found && [...wanted].find((each) => TOLD[each]!(found.failure));
    if (!found || outcome === undefined) continue;
    wanted.delete(outcome);
    const schedule = explorer.printSchedule(explorer.shrinkSchedule(on, found.schedule));
    yield { outcome, program, schedule };
  }
}

/** What to try, one after the other; `wanted` gets smaller meanwhile. */
function* attempts(
  wanted: ReadonlySet<string>,
): Generator<{ readonly program: string; readonly mostRuns: number }> {
  const programs = Object.entries(explorer.PAGE_PROGRAMS);
  for (const mostRuns of ROUNDS) for (const [program] of programs) yield { program, mostRuns };
  for (const [program, { asks }] of programs) {
    const isAbout = (outcome: string): boolean => asks !== undefined && RARE[outcome] === asks;
    if ([...wanted].some(isAbout)) yield { program, mostRuns: LAST_ROUND };
  }
}
