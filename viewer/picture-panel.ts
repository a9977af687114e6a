import type { Pictures } from '../src/view/page-data.ts';
import { el, replace } from './dom.ts';

/** What a picture may be made of. Nothing that runs, loads or leads elsewhere. */
const ELEMENTS = new Set(
  'svg g defs title desc style rect circle ellipse line polyline polygon path text tspan marker linearGradient stop'.split(
    ' ',
  ),
);
const FORBIDDEN_ATTRIBUTE = /^on|href$|^src$/i;
/** `url(#arrow)` is a marker of the picture itself. */
const LEADS_ELSEWHERE = /url\(\s*["']?(?!#)|javascript:|@import/i;

/** The picture of the chosen state, where the specification has a template for one. */
export class PicturePanel {
  readonly element = el('section', { class: 'panel picture', 'aria-labelledby': 'picture-heading' });
  private readonly pictures: Pictures;
  private readonly frame = el('div', { class: 'frame' });

  constructor(pictures: Pictures) {
    this.pictures = pictures;
    this.element.append(el('h2', { id: 'picture-heading' }, 'Picture'), this.frame);
  }

  /** Off the trace there are no pictures. */
  hide(): void {
    this.element.hidden = true;
  }

  /** Shows the picture of a state, from 0. */
  update(state: number): void {
    const text = this.pictures.texts[this.pictures.ofState[state] ?? -1];
    this.element.hidden = text === undefined;
    if (text !== undefined) replace(this.frame, readPicture(text));
  }
}

/** The picture in a text, without anything that a picture does not need. */
export function readPicture(text: string): Node {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (root.localName !== 'svg') return el('p', { class: 'dim' }, 'The template did not give a picture.');
  return copyAllowed(root) ?? el('p');
}

function copyAllowed(source: Element): Element | undefined {
  // A style element would be stopped by the page's policy; classes of the page's own style are there for it.
  if (!ELEMENTS.has(source.localName) || source.localName === 'style') return undefined;
  const copy = document.createElementNS('http://www.w3.org/2000/svg', source.localName);
  for (const { name, value } of source.attributes) {
    if (
      name === 'style' ||
      name.startsWith('xmlns') ||
      FORBIDDEN_ATTRIBUTE.test(name) ||
      LEADS_ELSEWHERE.test(value)
    )
      continue;
    copy.setAttribute(name, value);
  }
  for (const child of source.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.textContent ?? '');
    else if (child.nodeType === Node.ELEMENT_NODE) {
      const kept = copyAllowed(child as Element);
      if (kept) copy.append(kept);
    }
  }
  return copy;
}
