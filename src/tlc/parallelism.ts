/** What decides how many models can be checked at once. */
export interface Machine {
  readonly cpus: number;
  readonly freeMemoryBytes: number;
  /** What one JVM may need: its heap limit, plus about 100 for the JVM itself. */
  readonly perModelMegabytes: number;
}

/** How many models to check at the same time: one for each CPU, as far as memory allows, but always one. */
export function parallelism({ cpus, freeMemoryBytes, perModelMegabytes }: Machine): number {
  const fitting = Math.floor(freeMemoryBytes / (Math.max(1, perModelMegabytes) * 2 ** 20));
  return Math.max(1, Math.min(Math.floor(cpus), fitting));
}
