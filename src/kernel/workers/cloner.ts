import { DESIGNS } from '../designs/index.ts';
import { shareBlock } from '../fs/share-block.ts';
import type { Play } from './actor.ts';
import { isStopped, pause } from './pace.ts';

/** So long the file is written to before it is cloned. */
const MS_BEFORE = 100;

/** A process that clones the file once, each page when it is clean; the clone must stay what it is. */
export const playCloner: Play = (memory, { design }) => {
  const policy = DESIGNS[design];
  pause(memory, MS_BEFORE);
  for (let page = 0; page < memory.pages; page++) {
    while (!shareBlock(memory, page) && !policy.reflinkAfterCopy(memory, page)) {
      if (isStopped(memory)) return;
      pause(memory, 1);
    }
  }
  while (!isStopped(memory)) pause(memory, MS_BEFORE);
};
