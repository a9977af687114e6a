import type { WritebackPolicy } from '../fs/writeback-policy.ts';
import { baseline } from './baseline/policy.ts';
import { pinBlocksWriteback } from './pin-blocks-writeback/policy.ts';

/** The designs by the names of their folders. */
export const DESIGNS = {
  baseline,
  'pin-blocks-writeback': pinBlocksWriteback,
} as const satisfies Record<string, WritebackPolicy>;

/** The name of a design. */
export type DesignName = keyof typeof DESIGNS;
