import { Buffer } from 'node:buffer';

/**
 * Spares the reading of a memory that has not changed by a single byte since it was read last, as after most refused actions:
 * then the answer is the same object.
 */
export function readWhenChanged<T>(bytes: Uint8Array, read: () => T): () => T {
  let last: { readonly bytes: Uint8Array; value: T } | undefined;
  return () => {
    if (last && Buffer.compare(last.bytes, bytes) === 0) return last.value;
    const value = read();
    last ??= { bytes: new Uint8Array(bytes.length), value };
    last.bytes.set(bytes);
    last.value = value;
    return value;
  };
}
