import type { ManifestSuite } from '../../manifest/index.ts';
import type { Comparison } from '../../trace/index.ts';

/** What a manifest's suite leaves out of the comparison of states. */
export const suiteComparison = ({
  ignored = [],
  unordered = [],
}: Partial<ManifestSuite> = {}): Comparison => ({
  ...(ignored.length > 0 && { ignored: ignored.map(({ name }) => name) }),
  ...(unordered.length > 0 && { unordered: unordered.map(({ name }) => name) }),
});
