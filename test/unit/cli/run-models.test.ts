import { describe, expect, test } from 'vitest';
import { modelsAtOnce } from '../../../src/cli/run-models.ts';

const GIGABYTE = 2 ** 30;

describe('modelsAtOnce', () => {
  const host = { cpus: 16, freeMemoryBytes: 60 * GIGABYTE, totalMemoryBytes: 64 * GIGABYTE };

  test.each([
    ['a JVM without a limit takes a quarter of the machine', {}, 3],
    ['a given heap counts', { memoryMegabytes: 6 * 1024 }, 10],
    ['each model takes a core for each worker', { memoryMegabytes: 1024, workers: 5 }, 3],
    ['more workers than cores', { memoryMegabytes: 1024, workers: 20 }, 1],
    ['"auto" takes all cores', { memoryMegabytes: 1024, workers: 'auto' as const }, 1],
    ['one worker', { memoryMegabytes: 1024 }, 16],
  ])('%s', (_, settings, expected) => expect(modelsAtOnce(settings, host)).toBe(expected));
});
