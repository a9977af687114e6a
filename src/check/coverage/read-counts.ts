import { parseValue } from '../../parser/index.ts';
import { fail, ok, type Result, type TlaValue } from '../../trace/index.ts';
import { readMarked, unquote } from '../read-answers.ts';

/** What a coverage module printed. */
export interface Counts {
  /** For each part how often it was true, false, and not to be evaluated. */
  readonly parts: readonly (readonly [passed: number, refused: number, failed: number])[];
  /** For each disjunct how often it was taken, by the values of its parameters where they were told apart. */
  readonly taken: readonly (readonly TakenCount[])[];
  /** Disjuncts of which an evaluation failed that nobody expected to fail; one problem a disjunct. */
  readonly problems: readonly { readonly disjunct: number; readonly message: string }[];
}

interface TakenCount {
  readonly values?: readonly TlaValue[];
  readonly count: number;
}

const MARKS = ['part', 'taken', 'problem'] as const;

/** Reads the counts; it is an error when one of them is missing. Lines of the specification's own are passed over. */
export function readCounts(
  lines: readonly string[],
  prefix: string,
  parts: number,
  disjuncts: number,
): Result<Counts, string> {
  const registers = new Map<number, number>();
  const instances = new Map<number, number>();
  const taken = Array.from({ length: disjuncts }, (): TakenCount[] => []);
  const problems = new Map<number, string>();
  for (const line of lines) {
    const mark = MARKS.find((each) => line.startsWith(`"${prefix}${each} `));
    const { at = -1, value } = (mark && readLine(line, `${prefix}${mark}`)) || {};
    if (typeof value === 'string') problems.set(at, value);
    else if (typeof value === 'object') taken[at]?.push(value);
    else if (value !== undefined) (mark === 'part' ? registers : instances).set(at, value);
  }
  const isWhole = taken.every(({ length }, i) => instances.get(i) === length) && registers.size === 3 * parts;
  if (!isWhole) return fail('not all that TLC counted could be read');
  const count = (number: number): number => registers.get(number) ?? 0;
  return ok({
    parts: Array.from(
      { length: parts },
      (_, i) => [count(3 * i), count(3 * i + 1), count(3 * i + 2)] as const,
    ),
    taken,
    problems: [...problems].map(([disjunct, message]) => ({ disjunct, message })),
  });
}

/** `"mark <<3, 12>>"`, with a number or a string, or `"mark 3 12 <<p1, 2>>"`: taken twelve times with these values. */
function readLine(
  line: string,
  mark: string,
): { readonly at: number; readonly value: number | string | TakenCount } | undefined {
  const [number, value] = readMarked(line, mark) ?? [];
  if (number?.kind !== 'int') return readTaken(unquote(line)?.slice(mark.length + 1) ?? '');
  const at = Number(number.value);
  if (value?.kind === 'int') return { at, value: Number(value.value) };
  return value?.kind === 'string' ? { at, value: value.value.replace(/^!/, '') } : undefined;
}

function readTaken(text: string): { readonly at: number; readonly value: TakenCount } | undefined {
  const [, disjunct, count, key = ''] = /^(\d+) (\d+) (.*)$/s.exec(text) ?? [];
  if (disjunct === undefined) return undefined;
  const values = parseValue(key);
  const told = values.ok && values.value.kind === 'seq' ? { values: values.value.elements } : {};
  return { at: Number(disjunct), value: { ...told, count: Number(count) } };
}
