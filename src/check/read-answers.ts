import { parseValue } from '../parser/index.ts';
import type { TlaValue } from '../trace/index.ts';

/** One instance that TLC found to allow a pair of states. */
export interface Answer {
  /** 0-based. */
  readonly pair: number;
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
}

/** Reads the lines that an explain module printed; lines of the specification's own are passed over. */
export function readAnswers(lines: readonly string[], prefix: string): Answers {
  const answers: Answer[] = [];
  const ranges: { question: number; parameter: number; values: readonly TlaValue[] }[] = [];
  for (const text of tuples(lines, prefix)) {
    const value = parseValue(text);
    if (!value.ok || value.value.kind !== 'seq') continue;
    const [mark, first, second, third] = value.value.elements;
    if (mark?.kind !== 'string' || first?.kind !== 'int' || second?.kind !== 'int' || !third) continue;
    const [a, b] = [Number(first.value), Number(second.value)];
    if (mark.value === `${prefix}answer` && third.kind === 'seq')
      answers.push({ pair: a - 1, question: b, values: third.elements });
    if (mark.value === `${prefix}range`) ranges.push({ question: a, parameter: b, values: elements(third) });
  }
  return { answers, ranges };
}

/** TLC wraps long values: a tuple goes on until its brackets close, which the value parser finds out. */
function tuples(lines: readonly string[], prefix: string): string[] {
  const found: string[] = [];
  for (const line of lines) {
    if (line.startsWith(`<<"${prefix}`) || line.startsWith(`<< "${prefix}`)) found.push(line);
    else if (found.length > 0 && /^\s/.test(line)) found.push(`${found.pop()}\n${line}`);
  }
  return found;
}

const elements = (value: TlaValue): readonly TlaValue[] => {
  if (value.kind === 'set') return value.elements;
  if (value.kind !== 'interval' || value.high < value.low) return [];
  return [
    { kind: 'int', value: value.low },
    { kind: 'int', value: value.high },
  ];
};
