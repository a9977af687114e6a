/** The first bytes of a graph file. */
export const MAGIC = 'TWGRAPH\n';

/** Changes with every change of the format: a file of another version is made again, never guessed at. */
export const FORMAT_VERSION = 1;

/** Bytes of the SHA-256 at the end, which is that of all before. */
export const CHECKSUM_BYTES = 32;

/** Magic, version and the length of the whole file, four bytes each but the magic. */
export const PREFIX_BYTES = MAGIC.length + 8;
