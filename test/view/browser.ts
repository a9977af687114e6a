import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium to test with: `CHROMIUM`, else where systems install it. */
const executablePath = process.env['CHROMIUM'] ?? PLACES.find(existsSync);

export const isMissing = executablePath === undefined;

/** Names the tests so that a skipped one says how to run it. */
export const NEEDS = isMissing
  ? ' (skipped: no Chromium; apt-get install chromium, or set CHROMIUM to its path)'
  : '';

if (isMissing && process.env['TRACEWRIGHT_REQUIRE_CHROMIUM'])
  throw new Error('TRACEWRIGHT_REQUIRE_CHROMIUM is set, but there is no Chromium');

let browser: Browser;

/** One browser for the tests of a file. */
export function useBrowser(): void {
  beforeAll(async () => {
    // A container's root may not make the sandbox; the pages are our own files.
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());
}

/** A page, and everything that it should not have done. */
export interface OpenPage {
  readonly page: Page;
  /** Console errors, exceptions, and requests for anything but the file itself. */
  readonly complaints: string[];
}

export async function openPage(
  url: string,
  options: { scripts?: boolean; dark?: boolean; width?: number } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    javaScriptEnabled: options.scripts ?? true,
    colorScheme: options.dark ? 'dark' : 'light',
    viewport: { width: options.width ?? 1280, height: 800 },
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'log') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url.split('#')[0]) complaints.push(`request: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, complaints };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe says against a page, each with the first element that is meant. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}
