const FIRST_LENGTH = 1 << 16;

/** Bytes that grow at their end. */
export interface ByteWriter {
  /** An unsigned number in groups of seven bits, lowest first (LEB128). */
  readonly number: (value: number) => void;
  /** A number of either sign; small ones are short. */
  readonly signed: (value: number) => void;
  readonly bytes: (bytes: Uint8Array) => void;
  /** A copy of what was written. */
  readonly written: () => Uint8Array;
}

/** An empty writer. */
export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(FIRST_LENGTH);
  let length = 0;
  const reserve = (more: number): void => {
    if (length + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + more));
    larger.set(buffer);
    buffer = larger;
  };
  const number = (value: number): void => {
    reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      buffer[length++] = (rest & 0x7f) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    buffer[length++] = rest;
  };
  return {
    number,
    signed: (value) => number(value < 0 ? -2 * value - 1 : 2 * value),
    bytes: (bytes) => {
      reserve(bytes.length);
      buffer.set(bytes, length);
      length += bytes.length;
    },
    written: () => buffer.slice(0, length),
  };
}
