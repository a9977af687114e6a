import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { openPage, useBrowser } from './browser.ts';

const GOLDEN = join(ROOT, 'test/cases/screenshots');

/** Letters look a little different with every release of a browser and its fonts; a panel that is gone is far more. */
const MOST_DIFFERENT = 0.02;

/** Fonts decide about every line break: only where CI has installed the browser are pictures compared. */
const isCi = Boolean(process.env['TRACEWRIGHT_REQUIRE_CHROMIUM']);

describe.skipIf(!isCi)(
  `pages look as they did${isCi ? '' : ' (skipped: TRACEWRIGHT_REQUIRE_CHROMIUM is not set)'}`,
  () => {
    useBrowser();

    test.each([
      ['lasso-light', 'page-cache-lasso', '#step=13', { dark: false }],
      ['lasso-dark', 'page-cache-lasso', '#step=19', { dark: true }],
      ['hostile-narrow', 'hostile', '#step=2', { width: 700 }],
    ] as const)('%s', async (name, trace, hash, options) => {
      const file = join(tempFolder(), 'page.html');
      const source = join(ROOT, `test/cases/export/${trace}.trace.json`);
      await runCli(['view', source, '--output', file, '--title', trace]);
      const { page } = await openPage(pathToFileURL(file).href + hash, options);
      await page.locator('html[data-ready]').waitFor();
      const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      const golden = join(GOLDEN, `${name}.png`);
      if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, shot);
      const [now, before] = [PNG.sync.read(shot), PNG.sync.read(readFileSync(golden))];
      const { width, height } = before;
      expect([now.width, now.height]).toEqual([width, height]);
      const different = pixelmatch(now.data, before.data, undefined, width, height, { threshold: 0.2 });
      expect(different / (width * height)).toBeLessThan(MOST_DIFFERENT);
    });
  },
);
