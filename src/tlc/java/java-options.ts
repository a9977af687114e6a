/** How big a model is expected to be: `tiny` is at most some ten thousand states, seconds of work. */
export type ModelSize = 'tiny' | 'large' | 'unknown';

export interface JavaOptions {
  readonly modelSize?: ModelSize | undefined;
  /** The heap limit; without it the JVM takes a quarter of the machine's memory. */
  readonly memoryMegabytes?: number | undefined;
  /** A class-data archive made by `ensureClassArchive`. */
  readonly classArchive?: string | undefined;
}

/** The JVM's own flags. The figures behind the choices are in docs/adr/0003-tlc-process.md. */
export function javaOptions({ modelSize = 'unknown', memoryMegabytes, classArchive }: JavaOptions): string[] {
  return [
    // Another collector makes TLC warn (message 2401), and is no faster on tiny models.
    '-XX:+UseParallelGC',
    ...(modelSize === 'tiny' ? ['-XX:TieredStopAtLevel=1'] : []),
    ...(memoryMegabytes === undefined ? [] : [`-Xmx${Math.max(16, Math.round(memoryMegabytes))}m`]),
    // Without it the JVM leaves a file in the shared temporary folder when it is killed.
    '-XX:-UsePerfData',
    ...(classArchive === undefined ? [] : classArchiveFlags(classArchive)),
    // TLC prints numbers in the JVM's locale, and source files are UTF-8.
    '-Duser.language=en',
    '-Duser.country=US',
    '-Dfile.encoding=UTF-8',
    '-Dstdout.encoding=UTF-8',
    '-Dstderr.encoding=UTF-8',
  ];
}

/**
 * `auto` ignores an archive that does not fit, but many JVMs say so in the middle of TLC's output, under names that
 * change with the version. So the JVM's log is off, but for the warnings of the operating system (no more threads).
 */
const classArchiveFlags = (archive: string): string[] => [
  '-Xshare:auto',
  `-XX:SharedArchiveFile=${archive}`,
  '-Xlog:disable',
  '-Xlog:os*=warning:stderr',
];
