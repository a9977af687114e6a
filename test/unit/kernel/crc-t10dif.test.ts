import { describe, expect, it } from 'vitest';
import { crcT10Dif } from '../../../src/kernel/block/crc-t10dif.ts';

/** The definition: one bit after the other. */
function bitwise(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x8bb7 : 0)) & 0xffff;
  }
  return crc;
}

const noise = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (Math.imul(i + length, 2654435761) >>> 13) & 0xff);

describe('crcT10Dif', () => {
  it('gives the check value of the CRC catalogue', () => {
    expect(crcT10Dif(new TextEncoder().encode('123456789'), 0, 9)).toBe(0xd0db);
  });

  it('agrees with the definition for every length up to 70 and for a sector', () => {
    for (const length of [...Array(71).keys(), 512, 4096]) {
      expect(crcT10Dif(noise(length), 0, length), `${length} bytes`).toBe(bitwise(noise(length)));
    }
  });

  it('reads only the bytes that it is given', () => {
    const bytes = noise(100);
    expect(crcT10Dif(bytes, 13, 51)).toBe(bitwise(bytes.subarray(13, 64)));
  });
});
