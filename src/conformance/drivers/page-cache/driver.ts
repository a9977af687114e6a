import { formatMemory, type DesignPolicy } from '../../../kernel/index.ts';
import { createCast, type Cast } from './cast.ts';
import { guardVersions } from './guard-versions.ts';
import { observer } from './observe.ts';
import { readWhenChanged } from './read-when-changed.ts';
import { STEPS } from './steps.ts';
import type { PageCacheAction, PageCacheConstants, PageCacheDriver } from './types.ts';

/** A driver for the design that `policy` is: performs the model's actions through the kernel's non-blocking steps. */
export function createPageCacheDriver(policy: DesignPolicy, constants: PageCacheConstants): PageCacheDriver {
  const cast = createCast(policy, constants);
  let isFresh = true;
  return {
    init: () => {
      if (!isFresh) formatMemory(cast.memory, cast.use);
      isFresh = false;
    },
    apply: (action) => (perform(cast, action) ? 'done' : 'refused'),
    observe: readWhenChanged(cast.memory.bytes, observer(cast, guardVersions(cast))),
    dispose: () => {},
  };
}

function perform(cast: Cast, { name, parameters }: PageCacheAction): boolean {
  // The table pairs each name with its own parameters; TypeScript cannot follow that through a variable.
  const step = STEPS[name] as ((cast: Cast, parameters: object) => boolean) | undefined;
  if (step === undefined) throw new Error(`the page cache has no action ${String(name)}`);
  return step(cast, parameters);
}
