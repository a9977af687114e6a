import type { TlaValue, WalkSet } from '../../trace/index.ts';
import { bagMatcher } from './bag-matcher.ts';
import { hostMatcher, type HostMatcher } from './host-matcher.ts';
import { ownFields } from './own-fields.ts';

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
  const hasVariables = ownFields(compared.map((variable) => variables[variable]!));
  return (observed, state) => {
    if (!hasVariables(observed)) return false;
    const seen = observed as Record<string, unknown>;
    const place = states[state]!;
    for (let i = 0; i < compared.length; i++) {
      const variable = compared[i]!;
      if (!matcherOf(variable, place[variable]!)(seen[variables[variable]!])) return false;
    }
    return true;
  };
}
