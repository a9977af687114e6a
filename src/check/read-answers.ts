import { parseValue } from '../parser/index.ts';
import type { TlaValue } from '../trace/index.ts';

/** One instance that TLC found to allow a step. */
export interface Answer {
  /** 0-based. */
  readonly step: number;
  /** 0-based. */
  readonly question: number;
  readonly values: readonly TlaValue[];
}

/** What an explain module printed. */
export interface Answers {
  readonly answers: readonly Answer[];
  /** The values that a parameter of a question can take, where they come from a constant set. */
  readonly ranges: readonly {
    readonly question: number;
    readonly parameter: number;
    readonly values: readonly TlaValue[];
  }[];
  /** Answers whose values could not be read. */
  readonly unread: number;
}

/**
 * Reads the lines that an explain module printed; lines of the specification's own are passed over. Each answer is a
 * string, because TLC breaks long tuples into lines, but never a string.
 */
export function readAnswers(lines: readonly string[], prefix: string): Answers {
  const answers: Answer[] = [];
  const ranges: { question: number; parameter: number; values: readonly TlaValue[] }[] = [];
  let unread = 0;
  for (const line of lines) {
    const mark = [`${prefix}answer`, `${prefix}range`].find((candidate) => line.startsWith(`"${candidate} `));
    if (mark === undefined) continue;
    const tuple = readTuple(line, mark);
    if (!tuple) {
      // The range of a parameter may be a set that TLC does not enumerate; it only serves the type.
      if (mark === `${prefix}answer`) unread++;
      continue;
    }
    const [a, b, values] = tuple;
    if (mark === `${prefix}range`) ranges.push({ question: a, parameter: b, values: elements(values) });
    else if (values.kind === 'seq') answers.push({ step: a, question: b, values: values.elements });
  }
  return { answers, ranges, unread };
}

function readTuple(line: string, mark: string): readonly [number, number, TlaValue] | undefined {
  const [a, b, values] = readMarked(line, mark) ?? [];
  return a?.kind === 'int' && b?.kind === 'int' && values
    ? [Number(a.value), Number(b.value), values]
    : undefined;
}

/** The tuple that a module of ours printed after a mark, as one string. */
export function readMarked(line: string, mark: string): readonly TlaValue[] | undefined {
  const printed = parseValue(line);
  if (!printed.ok || printed.value.kind !== 'string') return undefined;
  const tuple = parseValue(printed.value.value.slice(mark.length + 1));
  return tuple.ok && tuple.value.kind === 'seq' ? tuple.value.elements : undefined;
}

const elements = (value: TlaValue): readonly TlaValue[] => {
  if (value.kind === 'set') return value.elements;
  if (value.kind !== 'interval' || value.high < value.low) return [];
  return [
    { kind: 'int', value: value.low },
    { kind: 'int', value: value.high },
  ];
};
