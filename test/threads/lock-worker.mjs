// One of several threads that meet at a barrier in each round and then all want the page lock at once. After the last
// of them nobody comes who could wake a sleeper by chance: who is forgotten stays so until its deadline.
import { parentPort, workerData } from 'node:worker_threads';

const { kernel, buffer, rounds, threads, seed } = workerData;
const { attachMemory, lockPage, unlockPage } = await import(kernel);
const { memory } = attachMemory(buffer);
const { words } = memory;
// Words of the page itself that are 0 in version 0; nothing else uses them here.
const COUNTER = memory.storage / 4;
const ARRIVED = COUNTER + 2;
const ROUND = COUNTER + 4;

let x = seed;
for (let round = 0; round < rounds; round++) {
  meet(round);
  // Far beyond what any turn can take.
  if (!lockPage(memory, 0, performance.now() + 3_000)) throw new Error(`forgotten in round ${round}`);
  words[COUNTER] += 1;
  linger();
  unlockPage(memory, 0);
}
parentPort.postMessage('done');

function meet(round) {
  if (Atomics.add(words, ARRIVED, 1) === threads - 1) {
    Atomics.store(words, ARRIVED, 0);
    Atomics.store(words, ROUND, round + 1);
    Atomics.notify(words, ROUND);
  } else {
    while (Atomics.load(words, ROUND) === round) {
      if (Atomics.wait(words, ROUND, round, 30_000) === 'timed-out') throw new Error('a thread did not come');
    }
  }
}

/** From nothing to a few microseconds, so that the others are met at every point of their way to sleep. */
function linger() {
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  for (let i = (x >>> 0) % 500; i > 0; i--) Atomics.load(words, COUNTER);
}
