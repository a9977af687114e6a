/**
 * The shared cells that the fibres of one program work on: their contents, a hash of them that is kept up to date with
 * each write, and the plain (non-atomic) accesses since the last `forgetAccesses`.
 *
 * One program is explored at a time in a thread, so the cells in use are a variable of this module: plain accesses happen
 * deep inside of derived functions, which know nothing but the typed arrays.
 */

import { scatter } from './local-state.ts';

/** One shared memory, seen as words and as bytes; both views begin at the same byte. */
export interface SharedCells {
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
}

/** Plain accesses in a row: `start` and `end` are word numbers, `start` included. */
export interface PlainAccess {
  start: number;
  end: number;
  readonly isWrite: boolean;
}

let words: Int32Array = new Int32Array(0);
let bytes: Uint8Array = new Uint8Array(0);
let low = 0;
let high = 0;
let accesses: PlainAccess[] = [];
let lastRead: PlainAccess | undefined;
let lastWrite: PlainAccess | undefined;
let readLow = 0;
let readHigh = 0;

/** Makes these the cells in use; their hash is counted from here. */
export function useCells(cells: SharedCells): void {
  words = cells.words;
  bytes = cells.bytes;
  low = 0;
  high = 0;
  forgetAccesses();
}

/** The hash of all that was written since `useCells`: two states with the same contents have the same one. */
export const cellsHashLow = (): number => low;
/** The other 32 bits of the hash. */
export const cellsHashHigh = (): number => high;

/** Writes a word of the cells in use. */
export function writeWord(index: number, value: number): void {
  const before = words[index] as number;
  words[index] = value;
  const after = words[index];
  if (before !== after) rehash(index, before, after);
}

/** The hash is a sum over all words, so a write changes one summand. */
function rehash(index: number, before: number, after: number): void {
  low = (low + scatter(index, after) - scatter(index, before)) | 0;
  high = (high + scatter(~index, after) - scatter(~index, before)) | 0;
}

/** The plain accesses since the last `forgetAccesses`; neighbours are one. */
export function plainAccesses(): readonly PlainAccess[] {
  return accesses;
}

/** Half of a hash of the values that were read plainly since the last `forgetAccesses`: they are in the reader's local state. */
export const readHashLow = (): number => readLow;
/** The other half. */
export const readHashHigh = (): number => readHigh;

/** Begins a new list of plain accesses. */
export function forgetAccesses(): void {
  accesses = [];
  lastRead = undefined;
  lastWrite = undefined;
  readLow = 0;
  readHigh = 0;
}

function noteRead(start: number, end: number): void {
  if (lastRead !== undefined && start >= lastRead.start && start <= lastRead.end) {
    if (end > lastRead.end) lastRead.end = end;
    return;
  }
  lastRead = { start, end, isWrite: false };
  accesses.push(lastRead);
}

function noteWrite(start: number, end: number): void {
  if (lastWrite !== undefined && start >= lastWrite.start && start <= lastWrite.end) {
    if (end > lastWrite.end) lastWrite.end = end;
    return;
  }
  lastWrite = { start, end, isWrite: true };
  accesses.push(lastWrite);
}

/** A typed array as a plain access sees it. */
type Cells = Int32Array | Uint8Array;

const wordOf = (array: Cells, index: number): number => (array === bytes ? index >> 2 : index);
const isShared = (array: Cells): boolean => array === words || array === bytes;

/** `array[index]` */
export function plainRead(array: Cells, index: number): number {
  const value = array[index] as number;
  if (isShared(array)) {
    const word = wordOf(array, index);
    noteRead(word, word + 1);
    readLow = Math.imul(readLow ^ value, 0x9e3779b1) ^ (readLow >>> 15);
    readHigh = Math.imul(readHigh ^ ~value, 0x85ebca6b) ^ (readHigh >>> 13);
  }
  return value;
}

/** `array[index] = value` */
export function plainWrite(array: Cells, index: number, value: number): void {
  if (!isShared(array)) {
    array[index] = value;
    return;
  }
  const word = wordOf(array, index);
  noteWrite(word, word + 1);
  const before = words[word] as number;
  array[index] = value;
  const after = words[word] as number;
  if (before !== after) rehash(word, before, after);
}

/** `array.copyWithin(target, start, end)` */
export function plainCopyWithin(array: Cells, target: number, start: number, end: number): void {
  if (!isShared(array)) {
    array.copyWithin(target, start, end);
    return;
  }
  noteRead(wordOf(array, start), wordOf(array, end - 1) + 1);
  overwrite(array, target, target + end - start, () => array.copyWithin(target, start, end));
}

/** `array.fill(value, start, end)` */
export function plainFill(array: Cells, value: number, start: number, end: number): void {
  if (isShared(array)) overwrite(array, start, end, () => array.fill(value, start, end));
  else array.fill(value, start, end);
}

/** Lets `write` change the cells from `start` to `end`, and notes that. */
function overwrite(array: Cells, start: number, end: number, write: () => void): void {
  const [first, beyond] = [wordOf(array, start), wordOf(array, end - 1) + 1];
  noteWrite(first, beyond);
  const before = words.slice(first, beyond);
  write();
  for (let i = first; i < beyond; i++) {
    if (before[i - first] !== words[i]) rehash(i, before[i - first] as number, words[i] as number);
  }
}
