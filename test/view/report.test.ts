import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempCopy } from '../support/temp-folder.ts';
import { isMissing, NEEDS, openPage, useBrowser } from './browser.ts';

describe.skipIf(isMissing)(`check --report${NEEDS}`, () => {
  useBrowser();

  test('writes an overview with every verdict, and a page for each counterexample', async () => {
    const folder = tempCopy(join(ROOT, 'test/cases/explain/constant-overrides'));
    const { stdout, exitCode } = await runCli(['check', '.', '--report', 'out'], { cwd: folder });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('report: out/index.html');
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['O_next.html', 'O_up.html', 'index.html']);
    const { page, complaints } = await openPage(pathToFileURL(join(folder, 'out/index.html')).href);
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(await page.locator('header').innerText()).toContain('2 models: 2 not as expected');
    expect(complaints).toEqual([]);
    await page.getByRole('link').first().click();
    expect(await page.locator('.row').count()).toBeGreaterThan(1);
    expect(await page.locator('h1').innerText()).toMatch(/^O_next: invariant \w+ is violated$/);
    await page.keyboard.press('End');
    expect(await page.locator('.line.taken').count()).toBeGreaterThan(0);
  });

  test('of designs has their table, and the pages lead to each other', async () => {
    const folder = tempCopy(join(ROOT, 'examples/two-phase-commit'));
    const { stdout, exitCode } = await runCli(['report', '.', '--output', 'out', '--no-cache'], {
      cwd: folder,
    });
    expect(stdout).toContain('report: out/index.html');
    expect(exitCode).toBe(0);
    const { page, complaints } = await openPage(pathToFileURL(join(folder, 'out/index.html')).href);
    await page.getByRole('link', { name: 'Designs and their properties' }).click();
    expect(await page.locator('h1').innerText()).toBe('Designs and their properties');
    expect(await page.locator('td.holds').count()).toBeGreaterThan(0);
    await page.locator('td.violated a').first().click();
    await page.getByRole('link', { name: 'Step through it' }).first().click();
    expect(await page.locator('.row').count()).toBeGreaterThan(1);
    await page.getByRole('link', { name: 'Models' }).click();
    expect(await page.locator('.mark-ok').count()).toBeGreaterThan(0);
    const pages = `request: ${pathToFileURL(folder).href}/out/`;
    expect(complaints.filter((complaint) => !complaint.startsWith(pages))).toEqual([]);
  });

  test('shows files that cannot be used', async () => {
    const folder = tempCopy(join(ROOT, 'test/cases/explain/nested'));
    const { exitCode } = await runCli(['check', 'Hard.cfg', 'nothing.cfg', '--report', 'out'], {
      cwd: folder,
    });
    expect(exitCode).toBe(2);
    const { page } = await openPage(pathToFileURL(join(folder, 'out/index.html')).href);
    expect(await page.locator('tbody').innerText()).toContain('nothing.cfg');
    expect(await page.locator('.mark-fail').count()).toBe(2);
  });
});
