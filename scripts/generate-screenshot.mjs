// Makes docs/report.png, the picture in the README: the page of a counterexample as Chromium shows it. Pixels differ between
// machines, so CI does not compare it. Needs the built command and a Chromium (CHROMIUM names one).
//
//   npm run build && node scripts/generate-screenshot.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const MODEL = 'MCBaseline_rejects_StablePages';
const STEP = 10;

const folder = mkdtempSync(join(tmpdir(), 'screenshot-'));
try {
  const property = ['check', at('specs/baseline'), '--property', 'StablePages', '--report', folder];
  execFileSync(process.execPath, [at('bin/tracewright.js'), ...property], { stdio: 'ignore' });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: 1300, height: 720 }, colorScheme: 'light' });
  await page.goto(`${pathToFileURL(join(folder, `${MODEL}_StablePages.html`)).href}#step=${STEP}`);
  await page.screenshot({ path: at('docs/report.png') });
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
