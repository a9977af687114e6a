import { createValueReader, parseValue, type ValueReader } from '../parser/index.ts';
import { int, intervalElements, type TlaValue } from '../trace/index.ts';

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
  const readValue = createValueReader();
  for (const line of lines) {
    const mark = [`${prefix}answer`, `${prefix}range`].find((candidate) => line.startsWith(`"${candidate} `));
    if (mark === undefined) continue;
    const tuple = readTuple(line, mark, readValue);
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

/** `"mark <<1, 0, <<p1>>>>"`: nearly all values of answers have been seen before, the numbers have not. */
function readTuple(
  line: string,
  mark: string,
  readValue: ValueReader,
): readonly [number, number, TlaValue] | undefined {
  const text = unquote(line);
  const start = mark.length + ' <<'.length;
  const second = text?.indexOf(', ', start) ?? -1;
  const third = text?.indexOf(', ', second + 1) ?? -1;
  if (text === undefined || second < 0 || third < 0 || !text.endsWith('>>')) return undefined;
  const numbers = [text.slice(start, second), text.slice(second + 2, third)].map(Number);
  const values = readValue(text.slice(third + 2, -2));
  const [a, b] = numbers as [number, number];
  return values.ok && Number.isInteger(a) && Number.isInteger(b) ? [a, b, values.value] : undefined;
}

/** The tuple that a module of ours printed after a mark, as one string. */
export function readMarked(line: string, mark: string): readonly TlaValue[] | undefined {
  const text = markedText(line, mark);
  const tuple = text === undefined ? undefined : parseValue(text);
  return tuple?.ok && tuple.value.kind === 'seq' ? tuple.value.elements : undefined;
}

/** What a module of ours printed after a mark, as one string; undefined where the line has another mark. */
export function markedText(line: string, mark: string): string | undefined {
  return line.startsWith(`"${mark} `) ? unquote(line)?.slice(mark.length + 1) : undefined;
}

/** Of a longer interval only the ends are kept: they tell the type. */
const LONGEST_INTERVAL = 1000n;

/** What a printed string says. */
export function unquote(line: string): string | undefined {
  if (line.endsWith('"') && !line.includes('\\')) return line.slice(1, -1);
  const printed = parseValue(line);
  return printed.ok && printed.value.kind === 'string' ? printed.value.value : undefined;
}

const elements = (value: TlaValue): readonly TlaValue[] => {
  if (value.kind === 'set') return value.elements;
  if (value.kind !== 'interval' || value.high < value.low) return [];
  if (value.high - value.low < LONGEST_INTERVAL) return [...intervalElements(value.low, value.high)];
  return [int(value.low), int(value.high)];
};
