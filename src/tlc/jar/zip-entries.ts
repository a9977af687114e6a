import { inflateRawSync } from 'node:zlib';

/** A file in a zip archive. */
export interface ZipEntry {
  readonly name: string;
  readonly compressedBytes: number;
  readonly method: number;
  readonly headerOffset: number;
}

/** Signatures and sizes of the zip format (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16). */
const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
/** Stands for "see the zip64 record". */
const ZIP64 = 0xffff;

/** The files in a zip archive; undefined if it is none, or of a kind that is not read here (zip64). */
export function zipEntries(bytes: Buffer): readonly ZipEntry[] | undefined {
  const end = findEnd(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  if (count === ZIP64) return undefined;
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) return undefined;
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
      compressedBytes: bytes.readUInt32LE(at + 20),
      method: bytes.readUInt16LE(at + 10),
      headerOffset: bytes.readUInt32LE(at + 42),
    });
    at += CENTRAL_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The text of a file in the archive; undefined if it is damaged or compressed in an unusual way. */
export function zipText(
  bytes: Buffer,
  { headerOffset, compressedBytes, method }: ZipEntry,
): string | undefined {
  if (headerOffset + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(headerOffset) !== LOCAL)
    return undefined;
  const start =
    headerOffset +
    LOCAL_BYTES +
    bytes.readUInt16LE(headerOffset + 26) +
    bytes.readUInt16LE(headerOffset + 28);
  const content = bytes.subarray(start, start + compressedBytes);
  try {
    if (method === 0) return content.toString('utf8');
    return method === 8 ? inflateRawSync(content).toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}

function findEnd(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  return undefined;
}
