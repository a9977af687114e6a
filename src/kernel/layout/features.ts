import * as layout from './constants.ts';

const MAP = layout.FEATURE_BLOCK_MAP;

/**
 * What the filesystem, the devices and the users of a memory do, by name, and the `FEATURE_...` bits that it takes; 0 where
 * it only allows more steps.
 */
export const FEATURES = {
  cow: layout.FEATURE_COW | MAP,
  holes: layout.FEATURE_HOLES | MAP,
  reflink: MAP,
  tail: 0,
  truncate: layout.FEATURE_ORPHANS | MAP,
  extend: 0,
  invalidate: layout.FEATURE_ORPHANS,
  dax: layout.FEATURE_DAX | MAP,
  throttle: layout.FEATURE_THROTTLE,
  pressure: 0,
  'fast-gup': 0,
  'direct-io': layout.FEATURE_DIRECT_IO,
  'multi-page': layout.FEATURE_MULTI_PAGE,
  'device-ptes': layout.FEATURE_DEVICE_PTES,
  forgetful: layout.FEATURE_FORGETFUL,
  biased: 0,
  crowded: layout.FEATURE_CROWDED,
  ledger: layout.FEATURE_LEDGER,
  'dma-ledger': layout.FEATURE_DMA_LEDGER,
  parity: layout.FEATURE_PARITY,
} as const;

/** The name of a feature. */
export type FeatureName = keyof typeof FEATURES;

/** The `FEATURE_...` bits of all of them. */
export const featureBits = (names: readonly FeatureName[]): number =>
  names.reduce((all, name) => all | FEATURES[name], 0);

/** Pairs that the core does not describe, with the reason. */
type Impossible = readonly [FeatureName, FeatureName, why: string];
const IMPOSSIBLE: readonly Impossible[] = [
  ['dax', 'cow', 'with DAX there is no copy to write'],
  ['dax', 'holes', 'with DAX the file is in its blocks from the start'],
  ['dax', 'reflink', 'with DAX no block is shared'],
  ...(['dax', 'cow', 'holes', 'reflink', 'truncate'] as const).map((other): Impossible => [
    'parity',
    other,
    'parity is kept of blocks that are written in place',
  ]),
  ['truncate', 'invalidate', 'a page is thrown out of the file or out of the cache, not both'],
];

/** Why features do not go together, if they do not. */
export function incompatibleFeatures(names: readonly string[]): string | undefined {
  const pair = IMPOSSIBLE.find(([a, b]) => names.includes(a) && names.includes(b));
  return pair && `the kernel core has no ${pair[0]} with ${pair[1]}, ${pair[2]}`;
}
