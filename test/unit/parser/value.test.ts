import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createValueReader, parseValue } from '../../../src/parser/index.ts';
import { printValue, valuesEqual } from '../../../src/trace/index.ts';
import { anyValue } from '../trace/any-value.ts';

const CASES = path.join(import.meta.dirname, '../../cases/tla-value');

interface Case {
  readonly input: string;
  readonly expected: string;
}

/** The cases of a file; every one must say what it expects. */
function casesOf(file: string): Case[] {
  const lines = readFileSync(path.join(CASES, file), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => {
      const at = block.lastIndexOf('\n=> ');
      if (at < 0) throw new Error(`${file}: a case without "=>":\n${block}`);
      return { input: block.slice(0, at), expected: block.slice(at + 4) };
    });
}

function describeResult(text: string): string {
  const result = parseValue(text);
  if (result.ok) return printValue(result.value);
  return `error ${result.error.code} ${result.error.line}:${result.error.column}`;
}

const files = readdirSync(CASES).sort();

describe('values in text files', () => {
  it('exist', () => {
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(casesOf(file).length, file).toBeGreaterThan(0);
  });

  it.each(files.flatMap((file) => casesOf(file).map(({ input, expected }) => [file, input, expected])))(
    '%s: %s',
    (_file, input, expected) => {
      expect(describeResult(input)).toBe(expected);
    },
  );
});

describe('parseValue', () => {
  it('reads what printValue prints', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const result = parseValue(printValue(value));
        expect(result.ok && valuesEqual(result.value, value)).toBe(true);
        expect(result.ok && printValue(result.value)).toBe(printValue(value));
      }),
      { numRuns: 500 },
    );
  });

  it('reads it as well when it is wrapped', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const wrapped = printValue(value).replace(/(?<=^[^"]*), /, ',\n     ');
        expect(parseValue(wrapped)).toEqual(parseValue(printValue(value)));
      }),
    );
  });

  it('answers any text with a value or an error, never an exception', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '<<',
      '>>',
      '[',
      ']',
      '(',
      ')',
      '|->',
      ':>',
      '@@',
      '..',
      '"',
      '\\',
      'a',
      '1',
      '-',
      ',',
      '\n',
      'Nat',
      '<',
      '\u0000',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const result = parseValue(text);
          if (result.ok) expect(parseValue(printValue(result.value)).ok).toBe(true);
          else expect(result.error.line).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('refuses brackets that are nested too deep, and reads those at the limit', () => {
    const nested = (depth: number) => '{'.repeat(depth) + '}'.repeat(depth);
    expect(parseValue(nested(256)).ok).toBe(true);
    expect(parseValue(nested(257))).toMatchObject({
      ok: false,
      error: { code: 'too-deep', line: 1, column: 257 },
    });
    expect(parseValue('('.repeat(1_000_000)).ok).toBe(false);
  });

  it('shows the place of an error in its line', () => {
    const text = `<<${'1, '.repeat(100)}\n ?, ${'2, '.repeat(100)}>>`;
    const result = parseValue(text);
    expect(result.ok || result.error).toMatchObject({ line: 2, column: 2, message: 'unexpected "?"' });
    expect(!result.ok && result.error.excerpt).toMatch(/^ \?, 2, /);
    expect(!result.ok && result.error.excerpt.length).toBeLessThanOrEqual(72);
  });
});

describe('createValueReader', () => {
  it('gives the same object for the same text, and the same answers as parseValue', () => {
    const read = createValueReader();
    for (const file of files) {
      for (const { input } of casesOf(file)) {
        expect(read(input)).toEqual(parseValue(input));
        expect(read(input)).toBe(read(input));
      }
    }
  });

  it('forgets the oldest texts when it remembers too much', () => {
    const read = createValueReader(10);
    const first = read('<<1>>');
    expect(read('<<1>>')).toBe(first);
    read('<<2>>');
    expect(read('<<1>>')).toBe(first);
    read('<<3>>');
    expect(read('<<1>>')).not.toBe(first);
    expect(read('<<1>>')).toEqual(first);
  });
});
