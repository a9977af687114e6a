import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageAssets } from '../view/index.ts';

/** The script and the style of the page, as `npm run build` put them beside the compiled command. */
export async function pageAssets(): Promise<PageAssets> {
  const read = (name: string): Promise<string> =>
    readFile(join(import.meta.dirname, '../viewer', name), 'utf8');
  return { script: await read('page.js'), style: await read('page.css') };
}
