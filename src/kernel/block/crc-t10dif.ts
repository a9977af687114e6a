const POLYNOMIAL = 0x8bb7;
const SLICES = 8;

/** `TABLE[256 * n + b]`: the CRC of byte b followed by n zero bytes. */
const TABLE = buildTable();

function buildTable(): Uint16Array {
  const table = new Uint16Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
    table[byte] = crc;
  }
  for (let i = 256; i < table.length; i++) {
    const crc = table[i - 256] as number;
    table[i] = (crc << 8) ^ (table[crc >> 8] as number);
  }
  return table;
}

/**
 * CRC-16/T10-DIF of `length` bytes from `start`: polynomial 0x8bb7, initial value 0, not reflected, no final xor; the
 * check value of "123456789" is 0xd0db. The guard tag of T10-PI (SBC-3), crc_t10dif() in Linux lib/crc-t10dif.c.
 *
 * Eight bytes a round ("slicing-by-8"); bytes that change meanwhile give the CRC of some mixture.
 */
export function crcT10Dif(bytes: Uint8Array, start: number, length: number): number {
  let crc = 0;
  let at = start;
  const end = start + length;
  for (const sliced = end - (length % SLICES); at < sliced; at += SLICES) {
    crc =
      (TABLE[1792 + ((bytes[at] as number) ^ (crc >> 8))] as number) ^
      (TABLE[1536 + ((bytes[at + 1] as number) ^ (crc & 0xff))] as number) ^
      (TABLE[1280 + (bytes[at + 2] as number)] as number) ^
      (TABLE[1024 + (bytes[at + 3] as number)] as number) ^
      (TABLE[768 + (bytes[at + 4] as number)] as number) ^
      (TABLE[512 + (bytes[at + 5] as number)] as number) ^
      (TABLE[256 + (bytes[at + 6] as number)] as number) ^
      (TABLE[bytes[at + 7] as number] as number);
  }
  for (; at < end; at++) {
    crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >> 8) ^ (bytes[at] as number)] as number);
  }
  return crc;
}
