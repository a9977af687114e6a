import { printValue, type TlaValue } from '../trace/index.ts';
import { readMarked } from './read-answers.ts';

/** One value that TLC printed. */
export interface WhyAnswer {
  /** The state, or the one that the step begins in, from 1. */
  readonly state: number;
  readonly scope: readonly TlaValue[];
  /** `TRUE`, `FALSE`, or an exclamation mark and TLC's words. */
  readonly said: string;
}

/** An answer about an action in a loop. */
export interface LoopAnswer extends WhyAnswer {
  readonly what: 'enabled' | 'taken';
}

/** How many elements make a quantifier fail. */
type CountAnswer = Omit<WhyAnswer, 'said'> & { readonly count: number };

/** The values of a relation's operands, as TLC prints them. */
type SidesAnswer = Omit<WhyAnswer, 'said'> & { readonly values: readonly string[] };

/** What a why module printed, by the number of the question. */
export interface WhyAnswers {
  readonly parts: ReadonlyMap<number, readonly WhyAnswer[]>;
  /** How many elements make a quantifier fail. */
  readonly counts: ReadonlyMap<number, readonly CountAnswer[]>;
  /** The values of the operands of relations. */
  readonly sides: ReadonlyMap<number, readonly SidesAnswer[]>;
  readonly fairness: ReadonlyMap<number, readonly LoopAnswer[]>;
  readonly actions: ReadonlyMap<number, readonly LoopAnswer[]>;
  /** Evaluations that nobody expected to fail, in TLC's words. */
  readonly problems: readonly string[];
  readonly unread: number;
}

/** Reads the lines that a why module printed; lines of the specification's own are passed over. */
export function readWhy(lines: readonly string[], prefix: string): WhyAnswers {
  const parts = new Map<number, WhyAnswer[]>();
  const counts = new Map<number, CountAnswer[]>();
  const sides = new Map<number, SidesAnswer[]>();
  const fairness = new Map<number, LoopAnswer[]>();
  const actions = new Map<number, LoopAnswer[]>();
  const problems: string[] = [];
  let unread = 0;
  for (const line of new Set(lines)) {
    const mark = MARKS.find((candidate) => line.startsWith(`"${prefix}${candidate} `));
    const tuple = mark && (readMarked(line, `${prefix}${mark}`) ?? []);
    if (!tuple) continue;
    if (mark === 'problem') {
      problems.push(textOf(tuple[0]).slice(1));
      continue;
    }
    const read = readAnswer(tuple);
    if (!read) {
      unread++;
      continue;
    }
    const { id, at, third, fourth } = read;
    if (mark === 'part') put(parts, id, { ...at, said: textOf(third) });
    else if (mark === 'count') put(counts, id, { ...at, count: Number(printValue(third)) });
    else if (mark === 'sides')
      put(sides, id, { ...at, values: third.kind === 'seq' ? third.elements.map(textOf) : [] });
    else {
      const what = textOf(third) === 'enabled' ? 'enabled' : 'taken';
      put(mark === 'fair' ? fairness : actions, id, { ...at, what, said: textOf(fourth) });
    }
  }
  return { parts, counts, sides, fairness, actions, problems, unread };
}

/** `<<question, state, scope, ...>>` */
function readAnswer([question, state, scope, third, fourth]: readonly TlaValue[]) {
  if (question?.kind !== 'int' || state?.kind !== 'int' || scope?.kind !== 'seq' || !third) return undefined;
  const at = { state: Number(state.value), scope: scope.elements };
  return { id: Number(question.value), at, third, fourth };
}

const MARKS = ['part', 'count', 'sides', 'fair', 'act', 'problem'] as const;

const textOf = (value: TlaValue | undefined): string => (value?.kind === 'string' ? value.value : '');

function put<T>(map: Map<number, T[]>, key: number, entry: T): void {
  const known = map.get(key);
  if (known) known.push(entry);
  else map.set(key, [entry]);
}
