import type { FeatureState, PageCacheConstants } from './types.ts';

/**
 * The variables of the features that the kernel core does not have, as they stay in a model without features.
 *
 * @throws Error for a model with features: the core cannot follow it, and must not seem to.
 */
export function noFeatures({ Pages, Users, Features, FreeBlocks }: PageCacheConstants): FeatureState {
  if (Features.size > 0)
    throw new Error(
      `the kernel core has no ${[...Features].map(String).join(', ')}: this model cannot drive it`,
    );
  const perPage = <T>(value: T) => Object.fromEntries([...Pages].map((page) => [page, value]));
  return {
    block: perPage('own'),
    resv: perPage(0),
    free: FreeBlocks,
    clone: perPage(new Set<number>()),
    file: Pages,
    truncating: new Set(),
    tail: perPage(new Set<string>()),
    throttled: false,
    strays: new Set(),
    ubuf: Object.fromEntries([...Users].map((user) => [user, 0])),
    lost: new Set(),
    handed: perPage(0),
    owed: perPage(0),
  };
}
