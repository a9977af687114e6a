import {
  FEATURES,
  featureBits as bitsOf,
  incompatibleFeatures,
  layout,
  type DesignPolicy,
  type FeatureName,
} from '../../../kernel/index.ts';
import type { PageCacheConstants } from './types.ts';

/**
 * The `FEATURE_...` bits for a model of a design.
 *
 * @throws Error by name for a feature that the core does not have, or not in this company: it cannot follow the model, and
 * must not seem to.
 */
export function featureBits(policy: DesignPolicy, { Features }: PageCacheConstants): number {
  const names = [...Features].map(String);
  const has = (feature: string) => names.includes(feature);
  const unknown = names.filter((feature) => !Object.hasOwn(FEATURES, feature));
  const refuse = (why: string): never => {
    throw new Error(`${why}: this model cannot drive it`);
  };
  if (unknown.length > 0) refuse(`the kernel core has no ${unknown.join(', ')}`);
  const incompatible = incompatibleFeatures(names);
  if (incompatible !== undefined) refuse(incompatible);
  if (has('crowded') && !has('biased'))
    refuse('the kernel core counts pins by the bias, so that a crowd looks like a pin');
  const hasTables = (policy.features & layout.FEATURE_DEVICE_PTES) !== 0;
  if (has('device-ptes') !== hasTables)
    refuse(
      `devices of the design ${policy.name} have ${hasTables ? 'always' : 'no'} page tables in the kernel core`,
    );
  return bitsOf(names as readonly FeatureName[]) | policy.features;
}
