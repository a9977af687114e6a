const FIRST_SLOTS = 1 << 12;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
/** Digits that are read as one number; the rest, up to ten, is another one. */
const HEAD_DIGITS = 9;

/** Numbers for TLC's fingerprints, in the order of their first mention. */
export interface FingerprintTable {
  /** How many different ones were read. */
  readonly size: () => number;
  /** Reads the decimal number at `from` and remembers which it was; the place after it, or -1 when there is none. */
  readonly read: (text: string, from: number) => number;
  /** The number of the fingerprint that was read last. */
  readonly number: () => number;
}

/**
 * A hash table without objects: a graph has millions of mentions, and each text as a key of a Map would cost more than
 * all else. A fingerprint is kept as two numbers, its first nine digits, and the rest with its length and sign.
 */
export function createFingerprintTable(): FingerprintTable {
  let slots = FIRST_SLOTS;
  let heads = new Float64Array(slots);
  let tails = new Float64Array(slots);
  let numbers = new Int32Array(slots).fill(-1);
  let size = 0;
  let head = 0;
  let tail = 0;

  const slotOf = (a: number, b: number): number => {
    let slot = (Math.imul(a | 0, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (slots - 1);
    while (numbers[slot]! >= 0 && (heads[slot] !== a || tails[slot] !== b)) slot = (slot + 1) & (slots - 1);
    return slot;
  };

  const grow = (): void => {
    const before = { heads, tails, numbers };
    slots *= 2;
    heads = new Float64Array(slots);
    tails = new Float64Array(slots);
    numbers = new Int32Array(slots).fill(-1);
    before.numbers.forEach((number, i) => {
      if (number < 0) return;
      const slot = slotOf(before.heads[i]!, before.tails[i]!);
      heads[slot] = before.heads[i]!;
      tails[slot] = before.tails[i]!;
      numbers[slot] = number;
    });
  };

  return {
    size: () => size,
    read: (text, from) => {
      const negative = text.charCodeAt(from) === MINUS;
      const start = negative ? from + 1 : from;
      let at = start;
      head = 0;
      tail = 0;
      for (; ; at++) {
        const code = text.charCodeAt(at);
        if (!(code >= ZERO && code <= NINE)) break;
        if (at - start < HEAD_DIGITS) head = head * 10 + (code - ZERO);
        else tail = tail * 10 + (code - ZERO);
      }
      // Leading zeros of the rest are told apart by its length.
      tail = (tail + (at - start) * 1e10) * (negative ? -1 : 1);
      return at === start ? -1 : at;
    },
    number: () => {
      const slot = slotOf(head, tail);
      if (numbers[slot]! >= 0) return numbers[slot]!;
      heads[slot] = head;
      tails[slot] = tail;
      numbers[slot] = size;
      if (++size * 2 > slots) grow();
      return size - 1;
    },
  };
}
