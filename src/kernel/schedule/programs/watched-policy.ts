import type { PageMemory } from '../../layout/page-memory.ts';
import type { Fibre } from '../announce.ts';
import type { DesignPolicy } from '../generated/fs/design-policy.ts';
import { stepBegun, stepEnded } from '../step-watch.ts';

/** The design, its policy points being steps that are told under their names. */
export function watchedPolicy(policy: DesignPolicy): DesignPolicy {
  type Point = 'dmaWrite' | 'setDirty' | 'clear' | 'submit' | 'reclaim' | 'truncate' | 'reflinkAfterCopy';
  const watched = (name: Point) =>
    function* (memory: PageMemory, pageOrUser: number): Fibre<boolean> {
      stepBegun(name, pageOrUser);
      return stepEnded(yield* policy[name](memory, pageOrUser));
    };
  return {
    ...policy,
    *pin(memory, user, page) {
      stepBegun('pin', user, page);
      return stepEnded(yield* policy.pin(memory, user, page));
    },
    *decide(memory, page) {
      stepBegun('decide', page);
      return stepEnded(yield* policy.decide(memory, page));
    },
    dmaWrite: watched('dmaWrite'),
    setDirty: watched('setDirty'),
    clear: watched('clear'),
    submit: watched('submit'),
    reclaim: watched('reclaim'),
    truncate: watched('truncate'),
    reflinkAfterCopy: watched('reflinkAfterCopy'),
  };
}
