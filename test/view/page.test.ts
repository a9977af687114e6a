import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { axeViolations, isMissing, NEEDS, openPage, useBrowser, type OpenPage } from './browser.ts';

const caseFile = (name: string): string => join(ROOT, `test/cases/export/${name}.trace.json`);

async function writePage(names: readonly string[], ...options: string[]): Promise<string> {
  const file = join(tempFolder(), 'page.html');
  const written = await runCli(['view', ...names.map(caseFile), '--output', file, ...options]);
  expect([written.exitCode, written.stderr]).toEqual([0, '']);
  return pathToFileURL(file).href;
}

const open = async (
  names: string | readonly string[],
  hash = '',
  options: Parameters<typeof openPage>[1] = {},
  ...more: string[]
): Promise<OpenPage> =>
  openPage((await writePage(typeof names === 'string' ? [names] : names, ...more)) + hash, options);

const chosen = (page: Page): Promise<string> => page.locator('.row.chosen .action').first().innerText();
/** The variables that are marked, for the eye and for the ear. */
async function changed(page: Page): Promise<string[]> {
  const texts = await page.locator('.state tr.changed th').allInnerTexts();
  return texts.map((text) => text.replace(/\s+changed$/, ''));
}
const stateText = (page: Page): Promise<string> => page.locator('.panel.state').innerText();

/** A module with an action where the trace says that it stands. */
const moduleWithPin = (): string =>
  [
    '---- MODULE PageCache ----',
    ...Array.from({ length: 95 }, () => ''),
    'Pin(u, p) ==',
    '  /\\ io[u].at = "idle"',
    "  /\\ pins' = [pins EXCEPT ![p] = @ + 1]",
    '  /\\ MoveUser(u, "pinned", p)',
    '  /\\ UNCHANGED flags',
    '====',
    '',
  ].join('\n');

describe.skipIf(isMissing)(`the page of a trace${NEEDS}`, () => {
  useBrowser();

  test('shows every step with its parameters and only what it changes', async () => {
    const { page, complaints } = await open('page-cache');
    const actions = await page.locator('.row .action').allInnerTexts();
    expect(actions.slice(0, 4)).toEqual([
      '1initial state',
      '2Fault(p = p1)',
      '3WbLock(p = p1)',
      '4Pin(u = u1, p = p1)',
    ]);
    expect(await page.locator('.row').nth(1).locator('.changes li').allInnerTexts()).toEqual([
      'flags[p1] + "PG_dirty"',
      'flags[p1] + "PG_private"',
      'pte[p1] "none" -> "rw"',
    ]);
    expect(complaints).toEqual([]);
  });

  test('shows the state that a link names, with the changes marked inside of the values', async () => {
    const { page, complaints } = await open('page-cache', '#step=4');
    expect(await chosen(page)).toBe('4Pin(u = u1, p = p1)');
    const io = page.locator('.state tr', { hasText: 'io' }).first();
    expect(await io.locator('del').allInnerTexts()).toEqual(['"idle"', 'NoPage']);
    expect(await io.locator('ins').allInnerTexts()).toEqual(['"pinned"', 'p1']);
    expect(await changed(page)).toEqual(['pins', 'io']);
    expect(complaints).toEqual([]);
  });

  test('goes with keys, buttons, the slider and clicks, and the address follows', async () => {
    const { page, complaints } = await open('page-cache');
    const last = await page.locator('.row').count();
    const at = (): string => new URL(page.url()).hash;
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowRight');
    expect(at()).toBe('#step=3');
    await page.keyboard.press('k');
    expect(at()).toBe('#step=2');
    await page.keyboard.press('End');
    expect(at()).toBe(`#step=${last}`);
    await page.keyboard.press('ArrowDown');
    expect(at()).toBe(`#step=${last}`);
    await page.keyboard.press('Home');
    await page.getByRole('button', { name: 'next step' }).click();
    expect(at()).toBe('#step=2');
    await page.getByRole('slider').fill('7');
    expect(at()).toBe('#step=7');
    await page.locator('.row').nth(3).click();
    expect(at()).toBe('#step=4');
    await page.locator('.row .action').nth(4).focus();
    await page.keyboard.press('Enter');
    expect(at()).toBe('#step=5');
    await page.evaluate(() => (location.hash = '#step=6'));
    await page.waitForFunction(() => document.querySelector('.row.chosen .number')?.textContent === '6');
    expect(complaints).toEqual([]);
  });

  test.each(['#step=0', '#step=999', '#step=x', '#step=', '#hide=nobody', '#%'])(
    'takes the address %s as well as it can',
    async (hash) => {
      const { page, complaints } = await open('lasso', hash);
      expect(await page.locator('.row.chosen').count()).toBe(1);
      expect(complaints).toEqual([]);
    },
  );

  test('hides and pins variables, and keeps it in the address', async () => {
    const { page, complaints } = await open('page-cache', '#step=2');
    await page.getByRole('button', { name: 'hide flags' }).click();
    await page.getByRole('button', { name: 'pin fsync to the top' }).click();
    expect(new URL(page.url()).hash).toBe('#step=2&hide=flags&pin=fsync');
    expect(await page.locator('.row').nth(1).locator('.changes li').allInnerTexts()).toEqual([
      'pte[p1] "none" -> "rw"',
    ]);
    expect(await page.locator('.state th').first().innerText()).toBe('fsync');
    await page.reload();
    expect(await page.locator('.state th').allInnerTexts()).not.toContain('flags');
    await page.getByRole('button', { name: 'show flags' }).click();
    expect(await stateText(page)).toContain('flags');
    expect(complaints).toEqual([]);
  });

  test('finds steps by what they change', async () => {
    const { page, complaints } = await open('page-cache');
    await page.keyboard.press('/');
    await page.keyboard.type('pg_dirty');
    expect(await page.locator('.row.match').count()).toBe(2);
    await page.keyboard.press('Enter');
    expect(await chosen(page)).toBe('2Fault(p = p1)');
    await page.keyboard.press('Enter');
    expect(await chosen(page)).toBe('8WbClear(p = p1)');
    expect(await page.locator('.found').innerText()).toBe('2 of 2 found');
    await page.keyboard.type(' nothing has this');
    expect(await page.locator('.found').innerText()).toBe('nothing found');
    expect(complaints).toEqual([]);
  });

  test('draws the loop of a lasso from the last row back to where it begins', async () => {
    const { page } = await open('page-cache-lasso', '#step=19');
    const loop = (await page.locator('.loop').boundingBox())!;
    const from = (await page.locator('.row[data-row="18"] .dot').first().boundingBox())!;
    const to = (await page.locator('.row[data-row="12"] .dot').first().boundingBox())!;
    expect(Math.abs(loop.y - (to.y + 6))).toBeLessThan(4);
    expect(Math.abs(loop.y + loop.height - (from.y + 6))).toBeLessThan(4);
    expect(await chosen(page)).toBe('Unpin(u = u1) back to state 13, for ever');
    expect(await page.locator('.state h2').innerText()).toBe('State 13 again');
  });

  test('says that a behavior stutters, and draws no loop for a finite one', async () => {
    const stuttering = await open('one-variable');
    expect(await stuttering.page.locator('.row .action').allInnerTexts()).toContain(
      'stuttering: state 3 repeats for ever',
    );
    expect(await stuttering.page.locator('.loop').count()).toBe(1);
    const finite = await open('page-cache');
    expect(await finite.page.locator('.loop').count()).toBe(0);
  });

  test('has a lane for each actor, with a line between two that meet', async () => {
    const { page } = await open('page-cache');
    expect(await page.locator('.lanes span').allInnerTexts()).toEqual(['p1', 'u1']);
    const pin = page.locator('.row').nth(3);
    expect(await pin.locator('.dot').count()).toBe(2);
    expect(await pin.locator('.reach').count()).toBe(1);
    const told = await open('page-cache', '', {}, '--actors', 'p');
    expect(await told.page.locator('.lanes span').allInnerTexts()).toEqual(['p1', 'system']);
  });

  test('shows the specification with the action that was taken', async () => {
    const specs = tempFolder({ 'PageCache.tla': moduleWithPin() });
    const { page } = await open('page-cache', '#step=4', {}, '--specs', specs);
    expect(await page.locator('.source h2').innerText()).toBe('PageCache.tla lines 98–101');
    expect((await page.locator('.line.taken').allInnerTexts()).join('')).toContain('io[u].at = "idle"');
    expect(await page.locator('.line.taken').first().isVisible()).toBe(true);
    await page.keyboard.press('Home');
    expect(await page.locator('.source').isVisible()).toBe(false);
  });

  test('shows the picture of each state, by the template beside the specification', async () => {
    const { page, complaints } = await open('page-cache', '#step=11', {}, '--specs', 'specs/baseline');
    const picture = page.locator('.picture svg');
    expect(await picture.textContent()).toContain('refused data: wrong tags');
    await page.keyboard.press('Home');
    expect(await picture.textContent()).not.toContain('refused');
    expect(complaints).toEqual([]);
  });

  test('keeps of a picture only what a picture needs', async () => {
    const specs = tempFolder({
      'Lasso.view.hbs': `<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" onload="alert(1)">
        <script>alert(2)</script><style>*{display:none}</style>
        <foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="http://example.invalid/a.png"/></foreignObject>
        <image href="http://example.invalid/b.png"/><use x:href="http://example.invalid/c.svg#d"/>
        <a href="http://example.invalid/"><text>link</text></a>
        <rect width="4" height="4" fill="url(http://example.invalid/e)" style="fill:red" onclick="alert(3)"/>
        <rect class="kept" width="{{now.x}}" height="4" fill="red"/></svg>`,
    });
    const { page, complaints } = await open('lasso', '#step=3', {}, '--specs', specs);
    expect(await page.locator('.picture .frame').innerHTML()).toMatch(
      /^<svg viewBox="0 0 9 9">\s*<rect width="4" height="4"><\/rect>\s*<rect class="kept" width="3" height="4" fill="red"><\/rect><\/svg>$/,
    );
    // The policy already stops its styles, and newer browsers tell of its handlers too, while the text is read; nothing else was even tried.
    const stoppedWhileRead = /^console: (Applying inline style|Executing inline event handler) violates/;
    const others = complaints.filter((text) => !stoppedWhileRead.test(text));
    expect(others).toEqual([]);
  });

  test('says what is wrong with a template, and is written without pictures', async () => {
    const specs = tempFolder({ 'Lasso.view.hbs': '<svg>{{now.nothing}}</svg>' });
    const file = join(tempFolder(), 'page.html');
    const written = await runCli(['view', caseFile('lasso'), '--specs', specs, '--output', file]);
    expect(written.exitCode).toBe(0);
    expect(written.stderr).toContain(
      `no pictures, because of ${join(specs, 'Lasso.view.hbs')}: at state 1: "nothing" not defined`,
    );
    expect((await openPage(pathToFileURL(file).href)).complaints).toEqual([]);
  });

  test('shows two traces side by side, and where they part', async () => {
    const { page, complaints } = await open(['page-cache', 'page-cache-lasso']);
    const cells = page.locator('.row').nth(2).locator('.cell .action');
    expect(await cells.allInnerTexts()).toEqual(['3WbLock(p = p1)', '3Store(p = p1)']);
    await page.getByRole('button', { name: 'first different state: 3' }).click();
    expect(await changed(page)).toEqual(['flags', 'mem', 'pass']);
    expect(await page.locator('.row.differs').count()).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
  });

  test('shows hostile texts as texts', async () => {
    for (const hash of ['', '#step=2', '#step=3']) {
      const { page, complaints } = await open('hostile', hash);
      expect(await page.locator('#app img, #app script, #app b').count()).toBe(0);
      expect(await page.locator('.row .action').nth(1).innerText()).toContain(
        '"</script><script>alert(1)</script>"',
      );
      const shown = await page.locator('body').innerText();
      expect(shown).not.toMatch(/[^\P{Cc}\n\t]|\u202e|\p{Cs}/u);
      expect(shown).toContain('\\u{202e}');
      expect(complaints).toEqual([]);
    }
  });

  test('would not run a script even if a text became one', async () => {
    const { page, complaints } = await open('lasso');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
    });
    expect(await page.title()).not.toBe('taken over');
    expect(complaints.join()).toContain('Content Security Policy');
  });

  test('is a plain table without scripts', async () => {
    const { page } = await open('page-cache-lasso', '', { scripts: false });
    expect(await page.locator('noscript table, table').first().isVisible()).toBe(true);
    expect(await page.locator('tbody tr').count()).toBe(19);
    expect(await page.locator('tbody tr').nth(1).innerText()).toContain('flags[p1]: + "PG_dirty"');
    expect(await page.locator('body').innerText()).toContain('loop: states 13 to 18 repeat for ever');
    const hostile = await open('hostile', '', { scripts: false });
    expect(await hostile.page.locator('img, b').count()).toBe(0);
    expect(hostile.complaints).toEqual([]);
  });

  test('prints every step', async () => {
    const { page } = await open('page-cache-lasso');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('.row').count()).toBe(19);
    expect(await page.locator('.toolbar').isVisible()).toBe(false);
  });

  describe.each(['page-cache-lasso', 'values', 'hostile', 'one-state'])('%s is accessible', (name) => {
    test.each([
      ['light', false, 1280],
      ['dark', true, 1280],
      ['narrow', false, 480],
    ] as const)('%s', async (_, dark, width) => {
      const { page } = await open(name, '#step=2', { dark, width });
      await page.keyboard.press('j');
      // Not as an element: the policy lets no other script into the page.
      expect(await axeViolations(page)).toEqual([]);
    });
  });

  test('with thousands of steps keeps only what is seen in the document', async () => {
    const file = join(tempFolder({ 'long.json': longTrace(5000, 50) }), 'long.json');
    const output = join(tempFolder(), 'long.html');
    expect((await runCli(['view', file, '--output', output])).exitCode).toBe(0);
    const { page, complaints } = await openPage(`${pathToFileURL(output).href}#step=2500`);
    expect(await chosen(page)).toBe('2500Next');
    expect(await page.locator('.row').count()).toBeLessThan(60);
    await page.keyboard.press('End');
    expect(await chosen(page)).toBe('5000Next');
    expect(await page.locator('.row.chosen').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });
});

/** A trace in which some of the variables change in each step. */
export function longTrace(states: number, variables: number): string {
  const state = (i: number): object =>
    Object.fromEntries(Array.from({ length: variables }, (_, v) => [`v${v}`, Math.floor((i + v) / 10)]));
  return JSON.stringify({
    schema: 'tracewright/trace/1',
    initial: state(0),
    steps: Array.from({ length: states - 1 }, (_, i) => ({
      actions: [{ name: 'Next' }],
      state: state(i + 1),
    })),
    end: { kind: 'finite' },
    notes: [],
  });
}
