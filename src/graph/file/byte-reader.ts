/** Reads what a ByteWriter wrote. Past the end every number is NaN. */
export interface ByteReader {
  readonly number: () => number;
  readonly signed: () => number;
  readonly bytes: (length: number) => Uint8Array;
  readonly atEnd: () => boolean;
}

/** A reader at the first of the bytes. */
export function createByteReader(source: Uint8Array): ByteReader {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; at < source.length; scale *= 0x80) {
      const byte = source[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    return NaN;
  };
  return {
    number,
    signed: () => {
      const value = number();
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    },
    bytes: (length) => {
      at += length;
      return source.subarray(at - length, at);
    },
    atEnd: () => at === source.length,
  };
}
