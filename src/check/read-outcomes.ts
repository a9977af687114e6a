import { compareValues, printValue, type TlaValue } from '../trace/index.ts';
import { readMarked } from './read-answers.ts';

/** A state as the tuple of its values. */
type Values = readonly TlaValue[];

/** A step that TLC took from a use: the question that allowed it, its arguments, and the state after it. */
export interface Outcome {
  /** 0-based. */
  readonly question: number;
  readonly arguments: Values;
  readonly after: Values;
}

/** What an outcomes module printed. */
export interface PrintedOutcomes {
  /** Outcomes by number of the use, 0-based. */
  readonly uses: ReadonlyMap<number, readonly Outcome[]>;
  readonly initial: readonly Values[];
  /** Lines that could not be read. */
  readonly unread: number;
}

/** Reads the lines that an outcomes module prints; lines of the specification's own are passed over. */
export function createOutcomesReader(prefix: string): {
  readonly push: (line: string) => void;
  readonly end: () => PrintedOutcomes;
} {
  const seen = new Set<string>();
  const uses = new Map<number, Outcome[]>();
  const initial: Values[] = [];
  let unread = 0;
  const readOutcome = (line: string): void => {
    const [use, question, values, after] = readMarked(line, `${prefix}outcome`) ?? [];
    if (use?.kind !== 'int' || question?.kind !== 'int' || values?.kind !== 'seq' || after?.kind !== 'seq') {
      unread++;
      return;
    }
    const number = Number(use.value) - 1;
    const outcome = {
      question: Number(question.value),
      arguments: values.elements,
      after: after.elements,
    };
    const known = uses.get(number);
    if (known) known.push(outcome);
    else uses.set(number, [outcome]);
  };
  return {
    push(line) {
      if (!line.startsWith(`"${prefix}`) || seen.has(line)) return;
      // Several ways to one state print the same line.
      seen.add(line);
      if (line.startsWith(`"${prefix}outcome `)) return readOutcome(line);
      const values = readMarked(line, `${prefix}initial`);
      if (values) initial.push(values);
      else unread++;
    },
    end: () => ({ uses, initial, unread }),
  };
}

/** The different states among some, in the order of values. */
export function distinctStates(states: readonly Values[]): readonly Values[] {
  const byText = new Map(states.map((values) => [values.map(printValue).join(', '), values]));
  return [...byText.values()].sort(compareTuples);
}

function compareTuples(a: Values, b: Values): number {
  for (const [i, value] of a.entries()) {
    const order = compareValues(value, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}
