/** What `java -version` says of itself. */
export interface JavaVersion {
  /** As printed: `17.0.15`, `1.8.0_301`, `24-ea`. */
  readonly version: string;
  /** 8 for `1.8.0_301`, 17 for `17.0.15`. */
  readonly major: number;
  /** The runtime's own name: `OpenJDK Runtime Environment (build 17.0.15+6-Debian-1deb12u1)`. */
  readonly vendorText: string;
}

/** Reads the error output of `java -version`; undefined if there is no version in it. */
export function parseJavaVersion(text: string): JavaVersion | undefined {
  // Not the first line: Java may say before it that it has picked up JAVA_TOOL_OPTIONS.
  const lines = text.split(/\r?\n/);
  const position = lines.findIndex((line) => / version "/.test(line));
  const version = /"([^"]+)"/.exec(lines[position] ?? '')?.[1];
  const [, first, second] = /^(\d+)(?:\.(\d+))?/.exec(version ?? '') ?? [];
  if (version === undefined || first === undefined) return undefined;
  const major = first === '1' && second !== undefined ? Number(second) : Number(first);
  return { version, major, vendorText: (lines[position + 1] ?? '').trim() };
}
