/* global document, requestAnimationFrame -- in the functions that run in the page */
// What a page of a trace costs: its size, and the time until its steps are drawn and until a scroll is drawn, in a real
// Chromium. And what the exports do in a second. Usage: npm run build && node bench/view.mjs (CHROMIUM: path of the browser)
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { EXPORT_FORMATS } from '../dist/export/index.js';
import { traceFromJson } from '../dist/trace/index.js';

const COMMAND = new URL('../bin/tracewright.js', import.meta.url).pathname;
const executablePath =
  process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
const folder = mkdtempSync(join(tmpdir(), 'bench-view-'));

/** A trace in which `changing` of the variables change in each step; each variable is a function with three entries. */
function trace(states, variables, changing) {
  const value = (n) => ({ '#map': ['a', 'b', 'c'].map((key, i) => [{ '#model': key }, n + i]) });
  const state = (step) =>
    Object.fromEntries(
      Array.from({ length: variables }, (_, v) => [
        `variable${v}`,
        value(Math.floor((step * changing + variables - 1 - v) / variables)),
      ]),
    );
  const argument = (step) => [{ name: 'p', value: { '#model': 'abc'[step % 3] } }];
  return JSON.stringify({
    schema: 'tracewright/trace/1',
    initial: state(0),
    steps: Array.from({ length: states - 1 }, (_, i) => ({
      actions: [{ name: 'Next', arguments: argument(i) }],
      state: state(i + 1),
    })),
    end: { kind: 'finite' },
    notes: [],
  });
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (number) => `${number.toFixed(0)} ms`.padStart(8);

async function measure(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  const opened = await page.evaluate(() => performance.now());
  const frames = await page.evaluate(async () => {
    const scroller = document.querySelector('.scroller');
    const gaps = [];
    let last = await new Promise(requestAnimationFrame);
    for (let i = 0; i < 60; i++) {
      scroller.scrollTop += 400;
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  });
  await page.close();
  return { opened, frame: median(frames), slowest: Math.max(...frames) };
}

const sizes = [
  ['100 steps x 12 variables', 100, 12, 2],
  ['5000 steps x 50 variables, 3 change', 5000, 50, 3],
  ['5000 steps x 50 variables, all change', 5000, 50, 50],
];
try {
  const browser = executablePath && (await chromium.launch({ executablePath, args: ['--no-sandbox'] }));
  if (!browser) console.log('no Chromium: pages are not opened; set CHROMIUM to its path');
  for (const [name, states, variables, changing] of sizes) {
    const file = join(folder, 'trace.json');
    const html = join(folder, 'trace.html');
    writeFileSync(file, trace(states, variables, changing));
    const from = performance.now();
    execFileSync(process.execPath, [COMMAND, 'view', file, '--output', html], { stdio: 'ignore' });
    const written = performance.now() - from;
    const size = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
    console.log(
      `${name}: trace ${size(statSync(file).size)}, page ${size(statSync(html).size)}, written in ${ms(written)}`,
    );
    if (!browser) continue;
    const runs = [];
    for (let i = 0; i < 5; i++) runs.push(await measure(browser, pathToFileURL(html).href));
    const of = (key) => ms(median(runs.map((run) => run[key])));
    console.log(
      `  drawn after ${of('opened')}, a frame while scrolling ${of('frame')}, the slowest ${of('slowest')}`,
    );
  }
  await browser?.close();
  const text = trace(2000, 20, 3);
  const parsed = traceFromJson(JSON.parse(text)).value;
  for (const format of EXPORT_FORMATS.values()) {
    let length = 0;
    const from = performance.now();
    for (const chunk of format.write(parsed, {})) length += chunk.length;
    const seconds = (performance.now() - from) / 1000;
    console.log(
      `${format.name.padEnd(14)} ${(length / 1e6 / seconds).toFixed(1).padStart(6)} MB/s written, ${(text.length / 1e6 / seconds).toFixed(1).padStart(6)} MB/s of trace read`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
