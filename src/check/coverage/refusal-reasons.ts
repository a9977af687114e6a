import type { SourceLocation } from '../../trace/index.ts';
import type { TextAt } from '../build-property.ts';
import type { BoundPart } from './bound-questions.ts';
import type { GuardPart } from './guard-questions.ts';

/** What keeps an action from happening in a state: a conjunct of its guard, or a quantifier around it. */
export interface RefusalReason {
  readonly location: SourceLocation;
  /** `count > 0`, as it stands in the module on one line; of a quantifier, `m = 1`. */
  readonly text: string;
  /** What it is: `FALSE`, `not in net`. */
  readonly is: string;
}

/** What TLC was asked about. */
export interface RefusalParts {
  readonly guards: readonly GuardPart[];
  readonly bounds: readonly BoundPart[];
}

/** The marks of the lines that TLC prints: `<mark> <number of the part> <result>`. */
export interface RefusalMarks {
  readonly guard: string;
  readonly bound: string;
}

/** The reasons among what TLC printed, each once; first what is not there for a guard to be asked about. */
export function refusalReasons(
  lines: readonly string[],
  { guards, bounds }: RefusalParts,
  marks: RefusalMarks,
  textAt: TextAt,
): readonly RefusalReason[] {
  const found = new Map<string, RefusalReason>();
  const add = (reason: RefusalReason): unknown => found.set(JSON.stringify(reason), reason);
  const inTheWay = [...resultsOf(lines, marks.bound)].flatMap(([number, results]) => {
    const part = bounds[number];
    return part && !results.has('TRUE') ? [{ part, result: [...results].at(-1)! }] : [];
  });
  for (const { part, result } of inTheWay) if (!part.isConstant) add(boundReason(part, result, textAt));
  for (const [number, results] of resultsOf(lines, marks.guard))
    for (const result of results)
      if (guards[number]?.kind === 'guard' && result !== 'TRUE')
        add(guardReason(guards[number], result, textAt));
  // What no state can change is a reason only where no disjunct has another one.
  if (found.size === 0) for (const { part, result } of inTheWay) add(boundReason(part, result, textAt));
  return [...found.values()];
}

/** What each part came to. */
function resultsOf(lines: readonly string[], mark: string): ReadonlyMap<number, ReadonlySet<string>> {
  const results = new Map<number, Set<string>>();
  for (const line of lines) {
    const [, number, result = ''] = new RegExp(`^"?${mark} (\\d+) (.*?)"?$`).exec(line) ?? [];
    if (number === undefined) continue;
    const known = results.get(Number(number)) ?? new Set();
    results.set(Number(number), known.add(result));
  }
  return results;
}

const guardReason = ({ location }: GuardPart, result: string, textAt: TextAt): RefusalReason => ({
  location,
  text: textAt(location) ?? '',
  is: result === 'FALSE' ? 'FALSE' : `not known: ${failureOf(result)}`,
});

function boundReason(
  { kind, location, subject, isTried }: BoundPart,
  result: string,
  textAt: TextAt,
): RefusalReason {
  const text = textAt(location) ?? '';
  const isKnown = result === 'FALSE';
  if (kind === 'member') {
    const is = isKnown ? `not in ${text}` : `not known to be in ${text}: ${failureOf(result)}`;
    return { location, text: subject, is };
  }
  if (!isKnown) return { location, text, is: `not known: ${failureOf(result)}` };
  if (kind === 'some') return { location, text, is: `empty, so that there is no ${subject}` };
  return { location, text: subject, is: `${isTried ? 'never' : 'not'} what ${text} is there` };
}

/** TLC's words behind an exclamation mark. */
const failureOf = (result: string): string => result.replace(/^!/, '').replace(/\\n|\n/g, ' ');
