import type { TlaValue } from '../../trace/index.ts';
import { hostMatcher, type HostMatcher } from './host-matcher.ts';

/**
 * The matcher of a value whose sequences have no order: an array matches that has the same elements, each as often. As with
 * `hostMatcher`, `true` is certain.
 */
export function bagMatcher(expected: TlaValue): HostMatcher {
  const inOrder = hostMatcher(expected);
  if (expected.kind !== 'seq') return inOrder;
  const elements = expected.elements.map(hostMatcher);
  return (host) => inOrder(host) || (Array.isArray(host) && isPermutation(elements, host));
}

/** What two matchers match is equal to both, so that it does not matter which of them takes it. */
function isPermutation(elements: readonly HostMatcher[], host: readonly unknown[]): boolean {
  if (host.length !== elements.length) return false;
  const open = [...elements];
  return host.every((element) => {
    const place = open.findIndex((matches) => matches(element));
    if (place >= 0) open.splice(place, 1);
    return place >= 0;
  });
}
