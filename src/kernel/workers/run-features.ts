import { incompatibleFeatures, type FeatureName } from '../layout/features.ts';

/** The features that a free run has somebody for. */
export const RUN_FEATURES = [
  'cow',
  'holes',
  'reflink',
  'truncate',
  'dax',
  'throttle',
  'direct-io',
  'parity',
] as const satisfies readonly FeatureName[];

/** One of them. */
export type RunFeature = (typeof RUN_FEATURES)[number];

/** Why a run cannot have these features, if it cannot. */
export function runFeatureProblem(names: readonly RunFeature[]): string | undefined {
  if (names.includes('dax') && names.includes('throttle'))
    return 'the kernel core has no dax with throttle, with DAX no page is written back';
  return incompatibleFeatures(names);
}
