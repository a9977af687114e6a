import type { PageMemory } from '../../layout/page-memory.ts';
import { programMemory } from '../../programs/program-setup.ts';
import { DESIGNS, type DesignName } from '../generated/designs/index.ts';
import { PAGE_PROGRAMS, type PageProgram, type Part } from '../generated/programs/page-programs.ts';
import type { FibreProgram, Program } from '../program.ts';
import type { StepWatcher } from '../step-watch.ts';
import { judgeOf, wrongAtRest } from './judge-memory.ts';
import { nameOfWord, storageRegions } from './name-of-word.ts';
import { watchedPolicy } from './watched-policy.ts';

/**
 * The program of that name on the core with that design.
 *
 * @param watcher what is to be told of the steps of its runs, made for its memory.
 */
export function pageProgram(
  name: string,
  design: DesignName,
  watcher?: (memory: PageMemory) => StepWatcher,
): Program {
  const { parts } = PAGE_PROGRAMS[name] as PageProgram;
  const judge = judgeOf(name);
  const policy = watchedPolicy(DESIGNS[design]);
  const memory = programMemory(name, policy.features);
  return {
    cells: memory,
    fibres: parts(policy).map((part) => fibreOf(part, memory)),
    wrongNow: () => judge(memory),
    wrongAtEnd: () => wrongAtRest(memory),
    nameOfWord: (word) => nameOfWord(memory, word),
    regions: storageRegions(memory),
    ...(watcher && { watcher: watcher(memory) }),
  };
}

function fibreOf({ operations, ...part }: Part, memory: PageMemory): FibreProgram {
  return { ...part, operations: operations.map((operation) => () => operation(memory)) };
}
