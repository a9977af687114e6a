import { describe, expect, it } from 'vitest';
import { parseBehavior } from '../../../src/parser/index.ts';
import { printValue } from '../../../src/trace/index.ts';

const FILE = `---------------- MODULE /tmp/b_0_0 -----------------
STATE_1 == 
/\\ on = FALSE
/\\ queue = <<>>


STATE_2 == 
/\\ on = TRUE
/\\ queue = << [ name |-> "a",
      size |-> 1 ],
   "STATE" >>


=================================================
`;

describe('parseBehavior', () => {
  it('reads the states of a file that TLC wrote', () => {
    const read = parseBehavior(FILE);
    const shown =
      read.ok &&
      read.value.map((state) => [...state].map(([name, value]) => `${name} = ${printValue(value)}`));
    expect(shown).toEqual([
      ['on = FALSE', 'queue = <<>>'],
      ['on = TRUE', 'queue = <<[name |-> "a", size |-> 1], "STATE">>'],
    ]);
  });

  it('says what it cannot read', () => {
    const read = parseBehavior(FILE.replace('TRUE', '(*'));
    expect(read.ok).toBe(false);
  });

  it('finds no states in another text', () => {
    expect(parseBehavior('nothing')).toEqual({ ok: true, value: [] });
  });
});
