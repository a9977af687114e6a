import { SECTORS_PER_PAGE, SECTOR_BYTES, TUPLE_BYTES } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { crcT10Dif } from './crc-t10dif.ts';

/** The application tag that says "do not check this sector": T10 SBC-3, also T10_PI_APP_ESCAPE in Linux. */
const APPLICATION_ESCAPE = 0xffff;

/**
 * Computes the protection tuples (T10-PI type 1) of the page's 8 sectors from the 4096 bytes at `data` and writes them,
 * big-endian, to the 64 bytes at `tuples`: t10_pi_generate(), block/t10-pi.c. The reference tag is the sector's LBA.
 *
 * The guards tell any two versions below 65536 of one page apart: they differ in 16 adjacent bits of a word that
 * repeats 64 times in a sector, and a CRC of degree 16 finds every such burst.
 */
export function computeTuples(memory: PageMemory, page: number, data: number, tuples: number): void {
  const bytes = memory.bytes;
  for (let sector = 0; sector < SECTORS_PER_PAGE; sector++) {
    const at = tuples + sector * TUPLE_BYTES;
    writeBig16(bytes, at, crcT10Dif(bytes, data + sector * SECTOR_BYTES, SECTOR_BYTES));
    writeBig16(bytes, at + 2, 0);
    const lba = page * SECTORS_PER_PAGE + sector;
    writeBig16(bytes, at + 4, lba >>> 16);
    writeBig16(bytes, at + 6, lba & 0xffff);
  }
}

/**
 * Whether the 4096 bytes at `data` fit the page's tuples at `tuples`, sector for sector: guard and reference tag, unless
 * the application tag says not to check: t10_pi_verify(), block/t10-pi.c.
 */
export function tuplesFit(memory: PageMemory, page: number, data: number, tuples: number): boolean {
  const bytes = memory.bytes;
  for (let sector = 0; sector < SECTORS_PER_PAGE; sector++) {
    const at = tuples + sector * TUPLE_BYTES;
    if (readBig16(bytes, at + 2) === APPLICATION_ESCAPE) continue;
    const lba = page * SECTORS_PER_PAGE + sector;
    if (readBig16(bytes, at + 4) !== lba >>> 16 || readBig16(bytes, at + 6) !== (lba & 0xffff)) return false;
    const guard = crcT10Dif(bytes, data + sector * SECTOR_BYTES, SECTOR_BYTES);
    if (readBig16(bytes, at) !== guard) return false;
  }
  return true;
}

function writeBig16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8;
  bytes[at + 1] = value;
}

function readBig16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}
