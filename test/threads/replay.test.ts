import { beforeAll, describe, expect, it } from 'vitest';
import type { explorer } from '../../src/kernel/index.ts';
import { builtKernel } from './built-kernel.ts';

type Program = explorer.Program;

let kernel: Awaited<ReturnType<typeof builtKernel>>;

beforeAll(async () => {
  kernel = await builtKernel();
});

const CHANCE = {
  strategy: { depth: 3 },
  seed: 1,
  mostRuns: 20_000,
  longestRun: 1_000,
  spuriousWakeUps: 0,
  timeOuts: 0,
} as const;

/** 60 steps, each by anybody who can go on; what is left follows by itself. */
function randomSchedule(program: Program, seed: number): number[] {
  const machine = new kernel.explorer.Machine(program, { spuriousWakeUps: 1, timeOuts: 1 });
  machine.reset();
  const schedule: number[] = [];
  for (let random = seed; schedule.length < 60; random = (random * 48_271) % 2_147_483_647) {
    const choices = Array.from({ length: 30 }, (_, i) => i).filter((i) => (machine.choices() >> i) & 1);
    if (choices.length === 0) break;
    const choice = choices[random % choices.length]!;
    machine.step(choice);
    schedule.push(choice);
  }
  machine.reset();
  return schedule;
}

describe('a schedule of the explorer', () => {
  it.each([
    ['baseline', 'pin-writeback', 'guard error: page 0'],
    ['baseline', 'late-report', 'surprise dirty: page 0'],
    ['baseline', 'cow-late-report', 'no space: writeback of page 0'],
    ['baseline', 'invalidate-pin', 'lost write: what was written to page 0'],
    ['baseline', 'dax-truncate', 'freed block written'],
    ['baseline', 'tail-writeback', 'stale tail'],
    ['rfc-2023', 'clone-after-sync', 'clone changed: page 0'],
    ['pin-blocks-drain', 'crossed-pins', 'user0 sleeps on page 1 flags, user1 sleeps on page 0 flags'],
    ['pin-blocks-writeback', 'fsync-long-pin', 'fsync ended no operation'],
  ] as const)(
    '%s, %s: worker threads repeat the failure, operation by operation, 3 times out of 3',
    async (design, name, message) => {
      const { explorer, replayOnThreads } = kernel;
      const program = explorer.pageProgram(name, design);
      const { found } = explorer.sample(program, CHANCE);
      const schedule = explorer.shrinkSchedule(program, found!.schedule);
      for (let i = 0; i < 3; i++) {
        const replayed = await replayOnThreads(name, design, schedule);
        expect(replayed).toMatchObject({
          ok: true,
          failure: { message: expect.stringContaining(message) as string },
        });
        expect(replayed.ok && replayed.operations).toBeGreaterThan(20);
      }
    },
    120_000,
  );

  it.each(['hybrid', 'user-bounce-pages'] as const)(
    '%s: random runs of every program end on threads with the memory that the fibres made',
    async (design) => {
      const { explorer, replayOnThreads } = kernel;
      for (const [seed, name] of Object.keys(explorer.PAGE_PROGRAMS).entries()) {
        const schedule = randomSchedule(explorer.pageProgram(name, design), seed + 1);
        expect([name, await replayOnThreads(name, design, schedule)]).toMatchObject([name, { ok: true }]);
      }
    },
    120_000,
  );

  it('that does not fit is refused, and says where', async () => {
    const { explorer, replayOnThreads } = kernel;
    const schedule = explorer.parseSchedule('a3j')!;
    expect(await replayOnThreads('pin-writeback', 'baseline', schedule)).toEqual({ ok: false, at: 3 });
  });
});
