import type { ManifestModel } from '../manifest/index.ts';
import { DEADLOCK } from './narrow-config.ts';

/**
 * What a manifest's entry says of some properties of its model, asked for alone. Undefined where it says nothing of
 * them: an expected violation of one property says nothing of the others.
 */
export function partOfExpectation(
  model: ManifestModel,
  properties: readonly string[],
): ManifestModel | undefined {
  const { why: _why, test: _test, walk, ...rest } = model;
  switch (model.expect.result) {
    case 'holds':
    case 'holds-within':
      return model;
    case 'violated':
      return properties.includes(model.expect.property) ? model : undefined;
    case 'each': {
      const { violated, others } = model.expect;
      const [first, ...more] = violated.filter(({ property }) => properties.includes(property));
      if (!first) return others && { ...rest, expect: others, ...(walk && { walk }) };
      if (more.length > 0 || properties.some((name) => name !== first.property && name !== DEADLOCK))
        return undefined;
      const { property, why, test } = first;
      return { ...rest, expect: { result: 'violated', property }, why, ...(test !== undefined && { test }) };
    }
  }
}
