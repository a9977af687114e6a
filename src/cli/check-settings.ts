import type { CheckSettings } from '../check/index.ts';
import type { Tier } from '../manifest/index.ts';
import type { CheckUsage } from './check-usage.ts';
import { shellWord } from './shell-word.ts';
import type { Tools } from './tools.ts';

/** The options of the commands that check models, as commander hands them over. */
export interface CheckOptions extends CheckUsage {
  readonly property?: string;
  readonly tier?: Tier | 'all';
  readonly cached?: boolean;
  readonly jar?: string;
  readonly lib?: readonly string[];
  readonly workers?: number | 'auto';
  readonly fp?: number;
  readonly seed?: bigint;
  readonly memory?: number;
  readonly timeLimit?: number;
  readonly json?: boolean;
  readonly traces?: boolean;
  readonly explain?: boolean;
  readonly coverage?: boolean;
}

/** In how many states TLC is asked what else was possible, for a page: more make it larger and slower to make. */
export const NEARBY_STATES = 250;

/** Whether TLC is to count how often it takes actions and evaluates expressions. */
export const wantsCoverage = ({ coverage, lcov }: Pick<CheckOptions, 'coverage' | 'lcov'>): boolean =>
  coverage === true || lcov !== undefined;

/** The options of a command as settings for the check of a model. */
export function checkSettings(
  tools: Tools,
  options: CheckOptions,
  signal: AbortSignal,
  explain: CheckSettings['explain'] = 'every',
): CheckSettings {
  const { workers, fp, seed, memory, timeLimit, simulate, depth, logs } = options;
  const simulation =
    simulate === undefined ? undefined : { behaviors: simulate, ...(depth !== undefined && { depth }) };
  return {
    ...tools,
    workers,
    fp,
    seed,
    memoryMegabytes: memory,
    timeLimitMilliseconds: timeLimit === undefined ? undefined : timeLimit * 1000,
    logFolder: logs,
    simulate: simulation,
    explain,
    coverage: wantsCoverage(options),
    signal,
  };
}

/** The options that decide what TLC does, as they were given. */
export const repeatOptions = ({
  jar,
  lib,
  workers,
  fp,
  seed,
  memory,
  simulate,
  depth,
}: CheckOptions): string =>
  [
    ...(lib ?? []).map((path) => ` --lib ${shellWord(path)}`),
    ...Object.entries({ jar, workers, fp, seed, memory, simulate, depth }).flatMap(([name, value]) =>
      value === undefined ? [] : [` --${name} ${shellWord(String(value))}`],
    ),
  ].join('');
