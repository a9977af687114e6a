/**
 * What the kernel core's layers cost, each beside the bare thing in the same run; the ratios are what counts.
 *
 * Usage: npm run build && node bench/kernel.mjs
 */
import {
  crcT10Dif,
  createMemory,
  layout,
  lockPage,
  pageWord,
  testAndSetBit,
  unlockPage,
} from '../dist/kernel/index.js';

const ROUNDS = 7;

const memory = createMemory({ pages: 1, users: 0, repeat: false });
const { words } = memory;
const flags = pageWord(0, layout.PAGE_FLAGS);
const { PG_dirty, PG_locked, PAGE_BYTES } = layout;
const page = memory.bytes.subarray(memory.storage, memory.storage + PAGE_BYTES);
let sink = 0;

function flagThroughKernel(count) {
  for (let i = 0; i < count; i++) sink += testAndSetBit(memory, 0, PG_dirty) ? 1 : 0;
}

function flagBare(count) {
  for (let i = 0; i < count; i++) sink += (Atomics.or(words, flags, PG_dirty) & PG_dirty) !== 0 ? 1 : 0;
}

function lockThroughKernel(count) {
  for (let i = 0; i < count; i++) {
    lockPage(memory, 0);
    unlockPage(memory, 0);
  }
}

function lockBare(count) {
  for (let i = 0; i < count; i++) {
    while (Atomics.compareExchange(words, flags, 0, PG_locked) !== 0);
    Atomics.compareExchange(words, flags, PG_locked, 0);
  }
}

function crcThroughKernel(count) {
  for (let i = 0; i < count; i++) sink += crcT10Dif(page, 0, PAGE_BYTES);
}

function crcBitwise(count) {
  for (let i = 0; i < count; i++) {
    let crc = 0;
    for (let at = 0; at < PAGE_BYTES; at++) {
      crc ^= page[at] << 8;
      for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x8bb7 : 0)) & 0xffff;
    }
    sink += crc;
  }
}

/** The best of some rounds, in nanoseconds a call; both sides take turns, so that a slow moment meets both. */
function compare(ours, bare, count) {
  const best = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round++) {
    [ours, bare].forEach((work, side) => {
      words[flags] = 0;
      const start = performance.now();
      work(count);
      best[side] = Math.min(best[side], ((performance.now() - start) * 1e6) / count);
    });
  }
  return best;
}

function line(what, [ours, bare], unit = (ns) => `${ns.toFixed(1)} ns`) {
  const ratio = (ours / bare).toFixed(2);
  console.log(`${what.padEnd(52)} ${unit(ours).padStart(10)} ${unit(bare).padStart(10)}   x${ratio}`);
}

const gigabytes = (ns) => `${(PAGE_BYTES / ns).toFixed(2)} GB/s`;

console.log(`${''.padEnd(52)} ${'kernel'.padStart(10)} ${'bare'.padStart(10)}   time`);
line('testAndSetBit / Atomics.or', compare(flagThroughKernel, flagBare, 2_000_000));
line('lockPage + unlockPage / two compareExchange', compare(lockThroughKernel, lockBare, 2_000_000));
line('crcT10Dif of a page / one bit at a time', compare(crcThroughKernel, crcBitwise, 2_000), gigabytes);
if (sink === 0) console.log('nothing was measured');
