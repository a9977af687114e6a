import { createValueReader, parseValue, type ValueReader } from '../parser/index.ts';
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
  readonly ranges: readonly Range[];
}

/** Values that a parameter of a question can take. */
interface Range {
  readonly question: number;
  readonly parameter: number;
  readonly values: readonly TlaValue[];
}

/** Reads the lines that an explain module printed; lines of the specification's own are passed over. */
export function readAnswers(lines: readonly string[], prefix: string): Answers {
  const answers: Answer[] = [];
  const ranges: Range[] = [];
  const readValue = createValueReader();
  for (const text of tuples(lines, prefix)) {
    const found = readOnOneLine(text, prefix, readValue) ?? readTuple(text, prefix);
    if (found && 'pair' in found) answers.push(found);
    else if (found) ranges.push(found);
  }
  return { answers, ranges };
}

function readTuple(text: string, prefix: string): Answer | Range | undefined {
  const value = parseValue(text);
  if (!value.ok || value.value.kind !== 'seq') return undefined;
  const [mark, first, second, third] = value.value.elements;
  if (mark?.kind !== 'string' || first?.kind !== 'int' || second?.kind !== 'int' || !third) return undefined;
  const [a, b] = [Number(first.value), Number(second.value)];
  if (mark.value === `${prefix}answer` && third.kind === 'seq')
    return { pair: a - 1, question: b, values: third.elements };
  return mark.value === `${prefix}range` ? { question: a, parameter: b, values: elements(third) } : undefined;
}

/** Nearly all answers are on one line, and nearly all values have been seen before. */
function readOnOneLine(text: string, prefix: string, readValue: ValueReader): Answer | undefined {
  const start = `<<"${prefix}answer", `;
  if (!text.startsWith(start) || !text.endsWith('>>') || text.includes('\n')) return undefined;
  const comma = text.indexOf(', ', start.length);
  const second = text.indexOf(', ', comma + 2);
  const [pair, question] = [Number(text.slice(start.length, comma)), Number(text.slice(comma + 2, second))];
  const values = readValue(text.slice(second + 2, -2));
  if (!values.ok || values.value.kind !== 'seq' || !Number.isInteger(pair + question)) return undefined;
  return { pair: pair - 1, question, values: values.value.elements };
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
