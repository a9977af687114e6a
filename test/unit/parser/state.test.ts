import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseState, parseStateHeader } from '../../../src/parser/index.ts';
import { printValue, type State } from '../../../src/trace/index.ts';
import { anyValue } from '../trace/any-value.ts';

const printed = (state: State): Record<string, string> =>
  Object.fromEntries([...state].map(([name, value]) => [name, printValue(value)]));

const read = (text: string) => {
  const result = parseState(text);
  return result.ok ? printed(result.value.state) : result.error;
};

describe('parseState', () => {
  it('keeps the printed order', () => {
    const result = parseState('/\\ b = 1\n/\\ a = 2\n/\\ c = 3\n');
    expect(result.ok && [...result.value.state.keys()]).toEqual(['b', 'a', 'c']);
  });

  it('reads values over several lines, and one variable without a bullet', () => {
    expect(read('/\\ x = [ a |->\n      1,\n  b |-> 2 ]\n/\\ y = TRUE\n\n')).toEqual({
      x: '[a |-> 1, b |-> 2]',
      y: 'TRUE',
    });
    expect(read('x = << 1,\n   2 >>\n')).toEqual({ x: '<<1, 2>>' });
    expect(read('/\\ x = 1\r\n/\\ y = 2\r\n')).toEqual({ x: '1', y: '2' });
  });

  it('takes any name of an ALIAS', () => {
    expect(read('/\\ \u001b[1mpins of u1\u001b[0m = {}\n/\\ b = "c = d"')).toEqual({
      '\u001b[1mpins of u1\u001b[0m': '{}',
      b: '"c = d"',
    });
  });

  it('takes null for a model value unless the variable is known to be unassigned', () => {
    expect(read('/\\ x = null\n/\\ y = null')).toEqual({ x: 'null', y: 'null' });
    const result = parseState('/\\ x = null\n/\\ y = null', { mayBeUnassigned: new Set(['y']) });
    expect(result.ok && printed(result.value.state)).toEqual({ x: 'null' });
    expect(result.ok && result.value.unassigned).toEqual(['y']);
  });

  it('tells the place of an error in the whole state', () => {
    expect(read('/\\ x = 1\n/\\ y = [ a |->\n   1,\n  b ]')).toMatchObject({
      code: 'syntax',
      line: 4,
      column: 5,
      message: 'y: unexpected "]"',
      excerpt: '  b ]',
    });
    expect(read('/\\ x = 1\n/\\ y = ?')).toMatchObject({ line: 2, column: 8 });
    expect(read('/\\ x: 1')).toMatchObject({ line: 1, column: 1, message: 'expected "name = value"' });
    expect(read('junk\n/\\ x = 1')).toMatchObject({ line: 1, message: 'expected "name = value"' });
    expect(read(' \n')).toMatchObject({ code: 'syntax', message: 'no variables' });
  });

  it('reads any state that is printed like one', () => {
    const variables = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), anyValue, { minKeys: 1, maxKeys: 5 });
    fc.assert(
      fc.property(variables, (state) => {
        const expected = Object.fromEntries(
          Object.entries(state).map(([name, value]) => [name, printValue(value)]),
        );
        const text = Object.entries(expected).map(([name, value]) => `/\\ ${name} = ${value}`);
        expect(read(text.join('\n'))).toEqual(expected);
      }),
    );
  });
});

describe('parseStateHeader', () => {
  const location = { module: 'M', beginLine: 1, beginColumn: 2, endLine: 3, endColumn: 4 };
  const place = 'line 1, col 2 to line 3, col 4 of module M';
  const header = (text: string) => {
    const result = parseStateHeader(text);
    if (!result.ok) return result.error.code;
    const { arguments: values, ...rest } = result.value;
    return values ? { ...rest, values: values.map(printValue) } : rest;
  };

  it.each([
    ['', { name: '' }],
    ['<Initial predicate>', { name: 'Initial predicate' }],
    [`<Init ${place}>`, { name: 'Init', location }],
    [`<Up(1) ${place}>`, { name: 'Up', values: ['1'], location }],
    [`<M!Op(<<1, 2>>, {a}) ${place}>`, { name: 'M!Op', values: ['<<1, 2>>', '{a}'], location }],
    [`<A!B!Op ${place}>`, { name: 'A!B!Op', location }],
    [`<Go("> line 1, col 2") ${place}>`, { name: 'Go', values: ['"> line 1, col 2"'], location }],
    [`<line(col) ${place}>`, { name: 'line', values: ['col'], location }],
    [
      '<UnnamedAction line 0, col 0 to line 0, col 0 of module --TLA+ BUILTINS-->',
      {
        name: 'UnnamedAction',
        location: { module: '--TLA+ BUILTINS--', beginLine: 0, beginColumn: 0, endLine: 0, endColumn: 0 },
      },
    ],
    ['<Op()>', { name: 'Op', values: [] }],
    ['<<1>>', 'syntax'],
    ['<Up', 'syntax'],
    [`<Up(Nat) ${place}>`, 'not-enumerated'],
  ])('%s', (text, expected) => {
    expect(header(text)).toEqual(expected);
  });
});
