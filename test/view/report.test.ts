import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempCopy } from '../support/temp-folder.ts';
import { axeViolations, isMissing, NEEDS, openPage, useBrowser } from './browser.ts';

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

  test('says why a property is false, with words for the signs, and without scripts too', async () => {
    const folder = tempCopy(join(ROOT, 'test/cases/why/guard'));
    await runCli(['check', 'Ring.cfg', '--report', 'out'], { cwd: folder });
    const address = pathToFileURL(join(folder, 'out/Ring.html')).href;
    const { page, complaints } = await openPage(address);
    const why = page.getByRole('region', { name: 'Why it is violated' });
    expect(await why.innerText()).toMatch(/Inv\s+false in state 3/);
    expect(await why.textContent()).toMatch(/false:\s*at \\in DOMAIN slots/);
    expect(await why.textContent()).toMatch(/cannot be evaluated:\s*slots\[at\] # "full"/);
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const { page: plain } = await openPage(address, { scripts: false });
    expect(await plain.locator('noscript').innerText()).toContain('at \\in DOMAIN slots');
  });

  test('shows what else was possible, and a walk off the trace that a link leads to again', async () => {
    const folder = tempCopy(join(ROOT, 'examples/two-phase-commit'));
    await runCli(['check', '.', '--report', 'out'], { cwd: folder });
    const address = pathToFileURL(join(folder, 'out/MCTwoPhaseCommit_reaches_AllCommitted.html')).href;
    const { page, complaints } = await openPage(address);
    const roads = page.getByRole('region', { name: 'What can happen here' });
    const [first, second] = [roads.getByRole('button').first(), roads.getByRole('button').nth(1)];
    expect(await roads.locator('li').first().innerText()).toMatch(/taken by the trace/);
    expect(await roads.locator('li').count()).toBeGreaterThan(2);
    await first.click();
    expect(new URL(page.url()).hash).toBe('#step=2');
    const other = await second.innerText();
    await second.click();
    expect(new URL(page.url()).hash).toMatch(/^#step=2&walk=\d+$/);
    expect(await page.locator('#state-heading').innerText()).toBe(
      'A state off the trace, one step after state 2',
    );
    expect(await roads.innerText()).toContain('Off the trace');
    expect(await roads.locator('.trail button').last().innerText()).toBe(other);
    expect(await page.locator('.state tr.changed').count()).toBeGreaterThan(0);
    await roads.locator('li button').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#state-heading').innerText()).toMatch(/2 steps after state 2/);
    expect(
      await roads
        .locator('li button')
        .first()
        .evaluate((it) => it === document.activeElement),
    ).toBe(true);
    const walked = page.url();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Backspace');
    expect(await page.locator('#state-heading').innerText()).toMatch(/one step after state 2/);
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#state-heading').innerText()).toBe('State 3');
    const again = await openPage(walked);
    expect(await again.page.locator('#state-heading').innerText()).toMatch(/2 steps after state 2/);
    const wrong = await openPage(`${address}#step=2&walk=999.1`);
    expect(await wrong.page.locator('#state-heading').innerText()).toBe('State 2');
    const there = wrong.page.getByRole('region', { name: 'What can happen here' });
    await there.locator('li:not(.taken) button').first().click();
    expect(await wrong.page.locator('#state-heading').innerText()).toMatch(/one step after state 2/);
    expect([...complaints, ...again.complaints, ...wrong.complaints]).toEqual([]);
  });

  test('with --coverage paints the modules, and the pages lead to each other', async () => {
    const folder = tempCopy(join(ROOT, 'test/cases/coverage/door'));
    await runCli(['check', '.', '--coverage', '--report', 'out'], { cwd: folder });
    const { page, complaints } = await openPage(pathToFileURL(join(folder, 'out/index.html')).href, {
      dark: true,
    });
    await page.getByRole('link', { name: 'Coverage' }).click();
    expect(await page.locator('.never').count()).toBe(2);
    await page.getByRole('row', { name: /Turn/ }).getByRole('link').click();
    expect(new URL(page.url()).hash).toBe('#L15');
    expect(await page.locator('#L15').innerText()).toContain('Turn == keys > 0');
    expect(await page.locator('#L15 mark').count()).toBe(4);
    expect(await page.locator('pre').innerText()).toContain('</mark><script>alert(1)</script>');
    for (const file of ['coverage.html', 'coverage-Door.html']) {
      const opened = await openPage(pathToFileURL(join(folder, 'out', file)).href);
      expect([file, await axeViolations(opened.page), opened.complaints]).toEqual([file, [], []]);
    }
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
