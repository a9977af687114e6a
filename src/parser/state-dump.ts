import type { TlaValue } from '../trace/index.ts';
import type { ParseError } from './parse-error.ts';
import { createValueReader, type ValueReader } from './value-reader.ts';

/** One state of a dump. Equal values are mostly the same object; `names` is the same array while it does not change. */
export interface DumpedState {
  /** TLC's number, from 1. */
  readonly number: number;
  /** The variables in printed order. */
  readonly names: readonly string[];
  readonly values: readonly TlaValue[];
}

/** A block of a dump that is no state. */
export interface DumpProblem {
  readonly message: string;
  readonly text: string;
  readonly error?: ParseError;
}

/** Where the states go, one by one. */
export interface StateDumpSink {
  readonly onState: (state: DumpedState) => void;
  readonly onProblem: (problem: DumpProblem) => void;
}

/** Takes the text of a dump in pieces that may end anywhere. */
export interface StateDumpReader {
  push(chunk: string): void;
  /** Ends the dump; a last state without its empty line counts. */
  end(): void;
}

const HEAD = 'State ';
const BULLET = '/\\ ';
const NEXT_BULLET = '\n/\\ ';
const EQUALS = ' = ';

/**
 * Reads the file that TLC's `-dump` writes: `State 1:`, the variables, an empty line. Memory does not grow with the
 * dump; a value text that was seen before costs one look-up.
 */
export function readStateDump(
  sink: StateDumpSink,
  readValue: ValueReader = createValueReader(),
): StateDumpReader {
  let rest = '';
  let known: readonly string[] = [];

  const readBlock = (raw: string) => {
    const block = raw.startsWith('\n') ? raw.trimStart() : raw;
    const colon = block.indexOf(':\n');
    const number = block.startsWith(HEAD) ? Number(block.slice(HEAD.length, colon)) : NaN;
    if (colon < 0 || !Number.isInteger(number)) {
      if (block.trim() !== '') sink.onProblem({ message: 'expected "State <number>:"', text: block });
      return;
    }
    const names: string[] = [];
    const values: TlaValue[] = [];
    let at = colon + 2;
    while (at < block.length) {
      const bulleted = block.startsWith(BULLET, at);
      const next = bulleted ? block.indexOf(NEXT_BULLET, at) : -1;
      const end = next < 0 ? block.length : next;
      const start = bulleted ? at + BULLET.length : at;
      const equals = block.indexOf(EQUALS, start);
      if (equals < 0 || equals >= end) {
        return sink.onProblem({ message: `state ${number}: expected "name = value"`, text: block });
      }
      names.push(nameAt(block, start, equals, known[names.length]));
      const value = readValue(block.slice(equals + EQUALS.length, end));
      if (!value.ok) {
        const message = `state ${number}, ${names.at(-1)}: ${value.error.message}`;
        return sink.onProblem({ message, text: block, error: value.error });
      }
      values.push(value.value);
      at = end + 1;
    }
    known = sameNames(known, names) ? known : names;
    sink.onState({ number, names: known, values });
  };

  return {
    push: (chunk) => {
      let text = rest === '' ? chunk : rest + chunk;
      if (text.includes('\r')) text = text.replaceAll('\r\n', '\n');
      let from = 0;
      for (;;) {
        const end = text.indexOf('\n\n', from);
        if (end < 0) break;
        readBlock(text.slice(from, end));
        from = end + 2;
      }
      rest = text.slice(from);
    },
    end: () => {
      const block = rest.trimEnd();
      rest = '';
      if (block !== '') readBlock(block);
    },
  };
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i]);

/** The name between two places; the one of the state before when it is the same text. */
function nameAt(block: string, start: number, end: number, before: string | undefined): string {
  if (before?.length === end - start && block.startsWith(before, start)) return before;
  return block.slice(start, end);
}
