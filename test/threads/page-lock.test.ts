import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUILT_KERNEL, builtKernel } from './built-kernel.ts';

const THREADS = 4;
const ROUNDS = 20_000;

let kernel: Awaited<ReturnType<typeof builtKernel>>;

beforeAll(async () => {
  kernel = await builtKernel();
});

const contend = (buffer: SharedArrayBuffer, seed: number): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./lock-worker.mjs', import.meta.url), {
      workerData: { kernel: BUILT_KERNEL, buffer, rounds: ROUNDS, threads: THREADS, seed },
      execArgv: [],
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

describe('the page lock between threads', () => {
  it('lets one in at a time and forgets nobody who sleeps', async () => {
    const memory = kernel.createMemory({ pages: 1, users: 0, repeat: false });
    await Promise.all(Array.from({ length: THREADS }, (_, i) => contend(memory.buffer, i + 1)));
    expect(memory.words[memory.storage / 4]).toBe(THREADS * ROUNDS);
    expect(kernel.readFlags(memory, 0) & kernel.layout.PG_locked).toBe(0);
  });
});
