import type { WritebackPolicy } from '../../fs/writeback-policy.ts';

/**
 * Linux as the mail of January 2018 found it: writeback does not look at pins.
 *
 * Implements Baseline!WbDecide.
 */
export const baseline: WritebackPolicy = {
  name: 'baseline',
  mayWriteBack: () => true,
};
