import { describe, expect, it } from 'vitest';
import { firstSchedules, type FirstSchedule } from '../../../src/cli/first-schedules.ts';
import { explorer, type DesignName } from '../../../src/kernel/index.ts';

async function all(
  design: DesignName,
  outcomes: readonly string[],
  signal = new AbortController().signal,
): Promise<readonly FirstSchedule[]> {
  const schedules: FirstSchedule[] = [];
  for await (const schedule of firstSchedules(design, outcomes, 1, signal)) schedules.push(schedule);
  return schedules;
}

describe('the first schedules of what happened to threads', { timeout: 60_000 }, () => {
  it.each([
    ['baseline', ['guard error', 'dirty page dropped']],
    ['pin-blocks-locked', ['lock held in vain']],
  ] as const)('of %s show %j, and repeat it', async (design, outcomes) => {
    const schedules = await all(design, outcomes);
    expect(schedules.map(({ outcome }) => outcome).sort()).toEqual([...outcomes].sort());
    for (const { program, schedule } of schedules) {
      const replayed = explorer.replay(
        explorer.pageProgram(program, design),
        explorer.parseSchedule(schedule)!,
      );
      expect(replayed.ok && replayed.failure).toBeTruthy();
    }
  });

  it('are none where nothing happened, nor of what no program shows, nor after an interrupt', async () => {
    expect(await all('baseline', [])).toEqual([]);
    expect(await all('refuse-long-term', ['pin refused', 'page put off'])).toEqual([]);
    expect(await all('baseline', ['guard error'], AbortSignal.abort())).toEqual([]);
  });
});
