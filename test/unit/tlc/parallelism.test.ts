import { describe, expect, it } from 'vitest';
import { parallelism, runLimited } from '../../../src/tlc/index.ts';

const GIGABYTE = 2 ** 30;

describe('parallelism', () => {
  it.each([
    [8, 64 * GIGABYTE, 1024, 8],
    [8, 3 * GIGABYTE, 1024, 3],
    [8, GIGABYTE / 2, 1024, 1],
    [0, 0, 0, 1],
  ])(
    '%i CPUs, %i bytes, %i megabytes each: %i models',
    (cpus, freeMemoryBytes, perModelMegabytes, expected) => {
      expect(parallelism({ cpus, freeMemoryBytes, perModelMegabytes })).toBe(expected);
    },
  );
});

describe('runLimited', () => {
  it('never runs more than the limit, and answers in order', async () => {
    let running = 0;
    let most = 0;
    const task = (answer: number) => async () => {
      most = Math.max(most, ++running);
      await new Promise((resume) => setTimeout(resume, 5 - answer));
      running--;
      return answer;
    };
    const outcomes = await runLimited([0, 1, 2, 3, 4].map(task), 2);
    expect(outcomes.map((outcome) => outcome.status === 'fulfilled' && outcome.value)).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect(most).toBe(2);
  });

  it('goes on after a task that fails, even one that throws at once', async () => {
    const tasks: (() => Promise<string>)[] = [
      () => Promise.reject(new Error('rejected')),
      () => {
        throw new Error('thrown');
      },
      () => Promise.resolve('done'),
    ];
    const outcomes = await runLimited(tasks, 1);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('does nothing for no tasks', async () => {
    expect(await runLimited([], 4)).toEqual([]);
  });
});
