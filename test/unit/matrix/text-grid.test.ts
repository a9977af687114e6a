import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridLines, wrap } from '../../../src/matrix/text-grid.ts';

test('cells are wrapped and lined up', () => {
  const rows = [
    [{ lines: ['property'] }, { lines: ['pin-blocks-writeback'] }, { lines: ['b'] }],
    [{ lines: ['Stable'] }, { lines: ['holds', '12  1.0 s'] }, { lines: [''] }],
  ];
  expect(gridLines(rows, [8, 11, 4])).toEqual([
    'property  pin-blocks-  b',
    '          writeback',
    'Stable    holds',
    '          12  1.0 s',
  ]);
});

test('no line is longer than the width, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
      const lines = wrap(text, width);
      expect(Math.max(0, ...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});
