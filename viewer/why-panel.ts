import { visible } from '../src/trace/index.ts';
import type { Why } from '../src/view/page-data.ts';
import { el } from './dom.ts';

const MARKS = { TRUE: '\u2713', FALSE: '\u2717', unknown: '?' } as const;

/** The parts of the violated property with the truth of each in the last state, as TLC says. */
export function whyPanel({ property, parts }: Why): HTMLElement {
  const rows = parts.map(({ text, value }) =>
    el(
      'li',
      { class: `truth-${value.toLowerCase()}` },
      el('span', { class: 'truth' }, el('span', { 'aria-hidden': 'true' }, MARKS[value]), ` ${value}`),
      el('code', {}, visible(text)),
    ),
  );
  return el(
    'section',
    { class: 'panel why', 'aria-labelledby': 'why-heading' },
    el('h2', { id: 'why-heading' }, `Why ${visible(property)} is false in the last state`),
    el('ul', {}, ...rows),
  );
}
