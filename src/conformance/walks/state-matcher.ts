import type { TlaValue, WalkSet } from '../../trace/index.ts';
import { bagMatcher } from './bag-matcher.ts';
import { hostMatcher, type HostMatcher } from './host-matcher.ts';
import { fieldOrder, learnOrder } from './field-order.ts';

/**
 * Answers whether what a driver shows is a state of some walks. `true` is certain; `false` means that `compareStates` has to look.
 *
 * @param shown For each variable its values, as a driver shows them.
 * @param compared The places of the variables that are compared.
 */
export function stateMatcher(
  { states, unordered = [], variables }: WalkSet,
  shown: readonly (readonly TlaValue[])[],
  compared: readonly number[],
): (observed: object, state: number) => boolean {
  const makers = variables.map((name) => (unordered.includes(name) ? bagMatcher : hostMatcher));
  const matchers = shown.map((of): (HostMatcher | undefined)[] => of.map(() => undefined));
  const matcherOf = (variable: number, value: number): HostMatcher =>
    (matchers[variable]![value] ??= makers[variable]!(shown[variable]![value]!));
  const order = fieldOrder(compared.map((variable) => variables[variable]!));
  return (observed, state) => {
    const seen = observed as Record<string, unknown>;
    const values = states[state]!;
    const isShown = (variable: number, value: unknown): boolean =>
      matcherOf(variable, values[variable]!)(value);
    let i = 0;
    for (const name in seen) {
      if (name !== order.names[i])
        return learnOrder(order, seen) && compared.every((own) => isShown(own, seen[variables[own]!]));
      if (!isShown(compared[order.places[i]!]!, seen[name])) return false;
      i++;
    }
    return i === compared.length;
  };
}
