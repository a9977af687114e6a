import { escapeMarkup, visible } from '../trace/index.ts';

/** Another page of the same folder. */
export interface PageLink {
  readonly title: string;
  /** A file name, as it is. */
  readonly file: string;
}

/** What stands above a page: where else to go, its title, and a line about where it comes from. */
export function pageHeader(title: string, origin: string, links: readonly PageLink[] = []): string {
  const nav = links.map(
    ({ title: text, file }) => `<a href="${pageAddress(file)}">${escapeMarkup(visible(text))}</a>`,
  );
  return `<header class="page">
${nav.length === 0 ? '' : `<nav aria-label="Report">${nav.join('')}</nav>\n`}<h1>${escapeMarkup(visible(title))}</h1>
${origin === '' ? '' : `<p class="origin">${escapeMarkup(visible(origin))}</p>\n`}</header>
`;
}

/** The address of a page in the same folder, for an attribute. */
export const pageAddress = (file: string): string => escapeMarkup(encodeURIComponent(file));
