import { whyLines, type Why, type WhyLine } from '../src/trace/index.ts';
import { el } from './dom.ts';

/** What a line says of its text, for the eye and for the ear. */
const MARKS: Readonly<Record<Exclude<WhyLine['mark'], 'note'>, readonly [sign: string, word: string]>> = {
  true: ['\u2713', 'true:'],
  false: ['\u2717', 'false:'],
  error: ['!', 'cannot be evaluated:'],
  unknown: ['?', 'not evaluated:'],
  open: ['\u00b7', ''],
};

interface Nested {
  readonly line: WhyLine;
  readonly parts: Nested[];
}

/** Why the property is false: an outline in which what is not to blame can be folded away with the part around it. */
export function whyPanel(why: Why): HTMLElement {
  return el(
    'section',
    { class: 'panel why', 'aria-labelledby': 'why-heading' },
    el('h2', { id: 'why-heading' }, 'Why it is violated'),
    list(nested(whyLines(why))),
  );
}

/** The lines with those of greater depth that follow each. */
function nested(lines: readonly WhyLine[]): readonly Nested[] {
  const top: Nested[] = [];
  const open: Nested[] = [];
  for (const line of lines) {
    const entry: Nested = { line, parts: [] };
    open.length = Math.min(open.length, line.depth);
    (open.at(-1)?.parts ?? top).push(entry);
    open.push(entry);
  }
  return top;
}

const list = (entries: readonly Nested[]): HTMLElement =>
  el('ul', {}, ...entries.map((entry) => el('li', { class: entry.line.mark }, part(entry))));

function part({ line, parts }: Nested): HTMLElement {
  if (parts.length === 0) return el('div', { class: 'part' }, ...content(line));
  return el('details', { open: true }, el('summary', { class: 'part' }, ...content(line)), list(parts));
}

function content({ mark, lead, text, place, detail }: WhyLine): readonly (Node | undefined)[] {
  const [sign, word] = mark === 'note' ? ['', ''] : MARKS[mark];
  return [
    sign === '' ? undefined : el('span', { class: 'mark', 'aria-hidden': 'true' }, sign),
    word === '' ? undefined : el('span', { class: 'aside' }, `${word} `),
    el(
      'span',
      {},
      lead === '' ? undefined : el('span', { class: 'dim' }, `${lead} `),
      mark === 'note' ? text : el('code', {}, text),
      detail === '' ? undefined : el('span', { class: 'detail' }, ` ${detail}`),
      place === undefined ? undefined : el('span', { class: 'place' }, ` ${place}`),
    ),
  ];
}
