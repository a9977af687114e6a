import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PrivateFolder } from './private-folder.ts';
import type { Simulation } from './tlc-arguments.ts';

/** The files into which TLC writes the behaviors of a simulation. */
export interface BehaviorFiles {
  /** What TLC is asked to do. */
  readonly simulate: Simulation | undefined;
  /** Whether the folder has to outlive TLC. */
  readonly areWanted: boolean;
  /** Call when TLC has ended: hands over what it wrote, in the order of its numbers, and removes the folder. */
  readonly finish: () => void;
}

const NAME = 'behavior';

/** Has TLC write behaviors into its private folder, if somebody wants them. */
export function behaviorFiles(
  simulate: Simulation | undefined,
  { path }: PrivateFolder,
  onBehavior: ((text: string) => void) | undefined,
): BehaviorFiles {
  if (!simulate || !onBehavior) return { simulate, areWanted: false, finish: () => undefined };
  const numberOf = (name: string): number => Number(/(\d+)$/.exec(name)?.[1]);
  return {
    // TLC appends the numbers of worker and behavior.
    simulate: { ...simulate, file: join(path, NAME) },
    areWanted: true,
    finish: () => {
      const names = readdirSync(path).filter((name) => name.startsWith(`${NAME}_`));
      for (const name of names.sort((a, b) => numberOf(a) - numberOf(b)))
        onBehavior(readFileSync(join(path, name), 'utf8'));
      rmSync(path, { recursive: true, force: true });
    },
  };
}
