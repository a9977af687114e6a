import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageAssets } from '../view/index.ts';

/** A page that has a style of its own. */
export type StyledPage = 'page' | 'overview' | 'matrix' | 'coverage';

const read = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, '../viewer', name), 'utf8');

/** The style of a page, as `npm run build` put it beside the compiled command. */
export const pageStyle = (page: StyledPage): Promise<string> => read(`${page}.css`);

/** The script and the style of the page of a trace. */
export async function pageAssets(): Promise<PageAssets> {
  return { script: await read('page.js'), style: await pageStyle('page') };
}
