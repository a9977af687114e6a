import { escapeMarkup, visible } from '../trace/index.ts';
import { sourceHash } from './source-hash.ts';

/** Stands at the beginning of each page. */
export const PAGE_MARK = '<!-- written by Tracewright -->';

/**
 * The beginning of a page, to the end of its head. The policy in it lets only this style and this script run, so that no
 * text from outside can do anything even if it were taken for markup. The script is put in by the caller.
 */
export function pageHead({ title, style: given, script }: PageParts): string {
  // What would end the element early is written so that it means the same.
  const style = given.replaceAll('</', '<\\/');
  const allowed = script === undefined ? '' : ` script-src '${sourceHash(script)}';`;
  return `<!doctype html>
${PAGE_MARK}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';${allowed} style-src '${sourceHash(style)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(visible(title))}</title>
<style>${style}</style>
</head>
`;
}

/** What the head of a page is made of. */
export interface PageParts {
  readonly title: string;
  readonly style: string;
  /** As it will stand in the page; it is only named here. */
  readonly script?: string;
}
