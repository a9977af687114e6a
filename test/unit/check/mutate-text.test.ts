import { describe, expect, it } from 'vitest';
import { mutateText } from '../../../src/check/mutants/mutate-text.ts';

const SOURCE = `A ==
  /\\ \\/ x
     \\/ y
  /\\ z < 1 /\\ w \\* a comment
`;
const place = (beginLine: number, beginColumn: number, endLine: number, endColumn: number) => ({
  ...{ module: 'M', beginLine, beginColumn, endLine, endColumn },
});

describe('mutateText', () => {
  it('keeps the columns of a list that is negated', () => {
    const negated = mutateText(SOURCE, place(2, 6, 3, 9), { kind: 'around', before: '~(', after: ')' });
    expect(negated).toBe(`A ==
  /\\ ~(
     \\/ x
     \\/ y
     )
  /\\ z < 1 /\\ w \\* a comment
`);
  });

  it('keeps the column of what follows on the line', () => {
    const dropped = mutateText(SOURCE, place(4, 6, 4, 10), { kind: 'text', text: 'TRUE' });
    expect(dropped).toBe(`A ==
  /\\ \\/ x
     \\/ y
  /\\ TRUE
           /\\ w \\* a comment
`);
  });
});
