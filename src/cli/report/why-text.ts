import { whyLines, type Paint, type Why, type WhyLine } from '../../trace/index.ts';

/** Longer texts are cut: the file has them in full. */
const LONGEST = 100;

/** Why a property is false, for the terminal: an outline with marks. Lines without indentation of their own. */
export const whyText = (why: Why, colors: Paint): readonly string[] => [
  colors.bold('why it is violated'),
  ...whyLines(why).map((line) => lineText(line, colors)),
];

function lineText({ depth, mark, lead, text, place, detail }: WhyLine, colors: Paint): string {
  const paint = {
    true: colors.green,
    false: colors.red,
    error: colors.yellow,
    unknown: colors.dim,
    open: colors.dim,
  };
  const sign = mark === 'note' ? '' : `${paint[mark](MARKS[mark])} `;
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)} ...` : text;
  const before = lead === '' ? '' : `${lead} `;
  const after = detail === '' ? '' : `  ${mark === 'error' ? colors.yellow(detail) : detail}`;
  const where = place === undefined ? '' : colors.dim(`  ${place}`);
  return `${'  '.repeat(depth + 1)}${sign}${before}${shown}${after}${where}`;
}

const MARKS = { true: '\u2713', false: '\u2717', error: '!', unknown: '?', open: '\u00b7' } as const;
