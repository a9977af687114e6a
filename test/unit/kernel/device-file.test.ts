import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { prepareDeviceFile, type PageMemory } from '../../../src/kernel/index.ts';
import { blockByte } from '../../../src/kernel/layout/page-memory.ts';
import { DeviceFile, readBackErrors } from '../../../src/kernel/workers/device-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { after, PASS } from './scene.ts';

let path: string;
let memory: PageMemory;

beforeEach(() => {
  path = join(tempFolder({}), 'device');
  memory = after('fault', 'store', ...PASS, 'transfer');
});

describe('the file of a block device', () => {
  it('has the blocks as they were written, and they fit their tags', () => {
    expect(prepareDeviceFile(path, 2)).toBeUndefined();
    expect(readBackErrors(memory, path)).toBe(0);
    const at = blockByte(memory, 0);
    expect(readFileSync(path).subarray(4096, 4096 + 4096 + 64)).toEqual(
      Buffer.from(memory.bytes.subarray(at, at + 4096 + 64)),
    );
  });

  it('that lost or changed what was written is noticed', () => {
    prepareDeviceFile(path, 1);
    const file = new DeviceFile(path);
    file.write(memory, 0);
    const at = blockByte(memory, 0);
    // What is read stands where the memory had the block, so that a second memory is needed to compare.
    const other = after('fault');
    for (const byte of [4096 + 1, 4096 + 4095, 4096 + 4096]) {
      const bytes = readFileSync(path);
      bytes[byte]! ^= 1;
      writeFileSync(path, bytes);
      file.read(other, at, 0);
      expect(other.bytes.subarray(at, at + 4160)).not.toEqual(memory.bytes.subarray(at, at + 4160));
      bytes[byte]! ^= 1;
      writeFileSync(path, bytes);
    }
    truncateSync(path, 5000);
    expect(file.read(other, at, 0)).toBe(false);
    file.close();
  });

  it('is used again if it is ours, large enough and of this version, and is left alone if not', () => {
    prepareDeviceFile(path, 4);
    const made = readFileSync(path);
    expect(prepareDeviceFile(path, 3)).toBeUndefined();
    expect(prepareDeviceFile(path, 5)).toBe(`${path} has 4 blocks, the run needs 5`);
    expect(readFileSync(path)).toEqual(made);
    made[32] = 9;
    writeFileSync(path, made);
    expect(prepareDeviceFile(path, 3)).toBe(`${path} has format version 9, this code reads 1`);
    writeFileSync(path, 'a letter');
    expect(prepareDeviceFile(path, 3)).toContain('is no block device of Tracewright');
    expect(readFileSync(path, 'utf8')).toBe('a letter');
    expect(prepareDeviceFile(join(path, 'x'), 3)).toContain('cannot be made (ENOTDIR)');
  });
});
