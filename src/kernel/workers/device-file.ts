import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { tuplesFit } from '../block/protection-tuples.ts';
import { blockOf } from '../fs/block-map.ts';
import { BLOCK_BYTES, NO_BLOCK, PAGE_BYTES } from '../layout/constants.ts';
import { createMemory } from '../layout/create-memory.ts';
import { blockByte, type PageMemory } from '../layout/page-memory.ts';

/** What the file begins with, one page: the magic, then the format version and the number of blocks as 32-bit little-endian words. */
const MAGIC = 'tracewright block device\n\0\0\0\0\0\0\0';
const FORMAT_VERSION = 1;
const HEADER_BYTES = 4096;

const offsetOf = (block: number): number => HEADER_BYTES + block * BLOCK_BYTES;

/**
 * Makes the file of a block device with so many blocks, or looks whether the one that is there can be used: then it is not
 * changed. Answers why not, if not.
 */
export function prepareDeviceFile(path: string, blocks: number): string | undefined {
  try {
    const fd = openSync(path, 'wx+');
    const header = Buffer.alloc(HEADER_BYTES);
    header.write(MAGIC);
    header.writeUInt32LE(FORMAT_VERSION, MAGIC.length);
    header.writeUInt32LE(blocks, MAGIC.length + 4);
    try {
      writeSync(fd, header, 0, HEADER_BYTES, 0);
      ftruncateSync(fd, offsetOf(blocks));
    } finally {
      closeSync(fd);
    }
    return undefined;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return code === 'EEXIST' ? misfit(path, blocks) : `${path} cannot be made (${code})`;
  }
}

function misfit(path: string, blocks: number): string | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  try {
    const fd = openSync(path, 'r+');
    try {
      readSync(fd, header, 0, HEADER_BYTES, 0);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return `${path} cannot be opened for writing (${code})`;
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    return `${path} is there, and is no block device of Tracewright; it was left as it is`;
  const version = header.readUInt32LE(MAGIC.length);
  if (version !== FORMAT_VERSION)
    return `${path} has format version ${version}, this code reads ${FORMAT_VERSION}`;
  const has = header.readUInt32LE(MAGIC.length + 4);
  return has < blocks ? `${path} has ${has} blocks, the run needs ${blocks}` : undefined;
}

/** The file of a block device, open: a block is the bytes of its page and their protection tuples, as in memory. */
export class DeviceFile {
  private readonly fd: number;

  /** @throws the system call's error. */
  constructor(path: string) {
    this.fd = openSync(path, 'r+');
  }

  /** Writes a block as the memory has it. @throws the system call's error, ENOSPC for one. */
  write(memory: PageMemory, block: number): void {
    const at = blockByte(memory, block);
    const bytes = memory.bytes.subarray(at, at + BLOCK_BYTES);
    for (let done = 0; done < BLOCK_BYTES;)
      done += writeSync(this.fd, bytes, done, BLOCK_BYTES - done, offsetOf(block) + done);
  }

  /** Reads a block to that byte of a memory; answers whether the file has all of it. */
  read(memory: PageMemory, at: number, block: number): boolean {
    return readSync(this.fd, memory.bytes, at, BLOCK_BYTES, offsetOf(block)) === BLOCK_BYTES;
  }

  /** Returns when all that was written is on the disk under the file. */
  sync(): void {
    fsyncSync(this.fd);
  }

  close(): void {
    closeSync(this.fd);
  }
}

/**
 * After a run: writes the blocks of the file's pages once more, as they were settled, and reads them back. Answers how many do
 * not fit their tuples, by guard and reference tag, or are not what the memory has.
 */
export function readBackErrors(memory: PageMemory, path: string): number {
  const scratch = createMemory({ pages: memory.pages, users: 0, repeat: false });
  const file = new DeviceFile(path);
  try {
    const blocks = Array.from({ length: memory.pages }, (_, page) => blockOf(memory, page));
    for (const block of blocks) if (block !== NO_BLOCK) file.write(memory, block);
    file.sync();
    return blocks.filter(
      (block, page) => block !== NO_BLOCK && !readsBack(memory, scratch, file, page, block),
    ).length;
  } finally {
    file.close();
  }
}

function readsBack(
  memory: PageMemory,
  scratch: PageMemory,
  file: DeviceFile,
  page: number,
  block: number,
): boolean {
  const at = blockByte(scratch, page);
  if (!file.read(scratch, at, block) || !tuplesFit(scratch, page, at, at + PAGE_BYTES)) return false;
  const own = blockByte(memory, block);
  return (
    Buffer.compare(
      scratch.bytes.subarray(at, at + BLOCK_BYTES),
      memory.bytes.subarray(own, own + BLOCK_BYTES),
    ) === 0
  );
}
