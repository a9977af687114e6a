import { beforeEach, describe, expect, it } from 'vitest';
import { computeTuples, tuplesFit } from '../../../src/kernel/block/protection-tuples.ts';
import { writeVersion } from '../../../src/kernel/layout/contents.ts';
import * as layout from '../../../src/kernel/layout/constants.ts';
import { createMemory } from '../../../src/kernel/layout/create-memory.ts';
import { storageByte, type PageMemory } from '../../../src/kernel/layout/page-memory.ts';

describe('T10-PI tuples', () => {
  let memory: PageMemory;
  let data: number;
  let tuples: number;

  beforeEach(() => {
    memory = createMemory({ pages: 3, users: 0, repeat: false });
    data = storageByte(memory, 2, layout.STORAGE_MEMORY);
    tuples = storageByte(memory, 2, layout.STORAGE_BIO_TUPLES);
  });

  it('hold guard, application and reference tag, big-endian, one for each sector', () => {
    memory.bytes.fill(0, data, data + layout.PAGE_BYTES);
    memory.bytes.set(new TextEncoder().encode('123456789'), data + 2 * layout.SECTOR_BYTES - 9);
    computeTuples(memory, 2, data, tuples);
    const view = new DataView(memory.buffer, tuples, layout.TUPLES_BYTES);
    expect(view.getUint16(8)).toBe(0xd0db);
    expect(view.getUint16(10)).toBe(0);
    expect(Array.from({ length: 8 }, (_, sector) => view.getUint32(sector * 8 + 4))).toEqual([
      16, 17, 18, 19, 20, 21, 22, 23,
    ]);
  });

  it('fit the data that they were computed from, and no data with one bit changed in any sector', () => {
    computeTuples(memory, 2, data, tuples);
    expect(tuplesFit(memory, 2, data, tuples)).toBe(true);
    for (let sector = 0; sector < layout.SECTORS_PER_PAGE; sector++) {
      const at = data + sector * layout.SECTOR_BYTES + 37 * sector;
      memory.bytes[at]! ^= 4;
      expect(tuplesFit(memory, 2, data, tuples), `sector ${sector}`).toBe(false);
      memory.bytes[at]! ^= 4;
    }
  });

  it('do not fit the same data at another address', () => {
    computeTuples(memory, 2, data, tuples);
    expect(tuplesFit(memory, 1, data, tuples)).toBe(false);
  });

  it('that say "do not check" fit everything', () => {
    memory.bytes[data]! ^= 1;
    expect(tuplesFit(memory, 2, data, tuples)).toBe(true);
  });

  it('tell all versions below 65536 apart', () => {
    const guards = new Set<number>();
    for (let version = 0; version < 0x10000; version++) {
      writeVersion(memory, data, 2, version);
      computeTuples(memory, 2, data, tuples);
      guards.add((memory.bytes[tuples]! << 8) | memory.bytes[tuples + 1]!);
    }
    expect(guards.size).toBe(0x10000);
  });
});
