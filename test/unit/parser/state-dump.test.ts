import { describe, expect, it } from 'vitest';
import { readStateDump, type DumpedState, type DumpProblem } from '../../../src/parser/index.ts';
import { printValue } from '../../../src/trace/index.ts';

function read(text: string, chunk = Math.max(text.length, 1)) {
  const states: DumpedState[] = [];
  const problems: DumpProblem[] = [];
  const reader = readStateDump({
    onState: (state) => states.push(state),
    onProblem: (problem) => problems.push(problem),
  });
  for (let at = 0; at < text.length; at += chunk) reader.push(text.slice(at, at + chunk));
  reader.end();
  return { states, problems };
}

const printed = ({ number, names, values }: DumpedState): string =>
  `${number}: ${names.map((name, i) => `${name}=${printValue(values[i]!)}`).join(' ')}`;

const DUMP = `State 1:
/\\ x = 0
/\\ phase = "a = b"

State 2:
/\\ x = [ a |->
      1,
  b |-> 2 ]
/\\ phase = "up"

State 3:
/\\ x = 0
/\\ phase = "up"

`;

describe('readStateDump', () => {
  it('reads the states, whatever the pieces and line ends', () => {
    const expected = ['1: x=0 phase="a = b"', '2: x=[a |-> 1, b |-> 2] phase="up"', '3: x=0 phase="up"'];
    for (const chunk of [1, 2, 3, 7, 1000]) {
      for (const text of [DUMP, DUMP.trimEnd(), DUMP.replaceAll('\n', '\r\n')]) {
        const { states, problems } = read(text, chunk);
        expect(states.map(printed)).toEqual(expected);
        expect(problems).toEqual([]);
      }
    }
  });

  it('shares names and values', () => {
    const { states } = read(DUMP);
    expect(states[2]?.names).toBe(states[0]?.names);
    expect(states[2]?.values[0]).toBe(states[0]?.values[0]);
  });

  it('reads a specification with one variable', () => {
    expect(read('State 1:\nx = 0\n\nState 2:\nx = << 1,\n   2 >>\n\n').states.map(printed)).toEqual([
      '1: x=0',
      '2: x=<<1, 2>>',
    ]);
  });

  it('takes several empty lines for one', () => {
    for (const empty of ['\n\n\n', '\n\n\n\n']) {
      for (const chunk of [1, 1000]) {
        const { states, problems } = read(DUMP.replaceAll('\n\n', empty), chunk);
        expect(states).toHaveLength(3);
        expect(problems).toEqual([]);
      }
    }
  });

  it('tells what is no state and goes on', () => {
    const { states, problems } = read(
      'junk\n\nState 1:\n/\\ x = ?\n\nState 2:\n/\\ x\n\nState 3:\n/\\ x = 1\n\nState x:\n/\\ x = 1\n',
    );
    expect(states.map(printed)).toEqual(['3: x=1']);
    expect(problems.map(({ message }) => message)).toEqual([
      'expected "State <number>:"',
      'state 1, x: unexpected "?"',
      'state 2: expected "name = value"',
      'expected "State <number>:"',
    ]);
    expect(read('').states).toEqual([]);
  });
});
