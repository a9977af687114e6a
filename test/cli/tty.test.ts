import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';

const TRACE = join(ROOT, 'test/cases/export/page-cache.trace.json');
const CLI = join(ROOT, 'bin/tracewright.js');

/** util-linux's `script` gives a program a terminal of its own; the one of macOS has other options. */
const hasScript =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

const ENTER = '\u001b[?1049h';
const LEAVE = '\u001b[?1049l';
const FRAME = '\u001b[H';

/** Presses each key when the screen has been drawn for the one before. */
function runInTerminal(keys: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  const command = `stty rows 24 cols 80; exec '${process.execPath}' '${CLI}' view '${TRACE}' --tty`;
  const child = spawn('script', ['-qefc', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  let pressed = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    const frames = output.split(FRAME).length - 1;
    if (frames > pressed && pressed < keys.length) child.stdin.write(keys[pressed++]!);
  });
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, output })));
}

describe.skipIf(!hasScript)(`view --tty${hasScript ? '' : ' (skipped: no util-linux script)'}`, () => {
  test('draws on a screen of its own, follows the keys, and leaves the terminal as it was', async () => {
    const { exitCode, output } = await runInTerminal(['j', 'j', '\u001b[A', 's', 'q']);
    expect(exitCode).toBe(0);
    expect(output.split(ENTER).length).toBe(2);
    expect(output.trimEnd().endsWith(`\u001b[?25h${LEAVE}`)).toBe(true);
    const frames = output.split(FRAME).slice(1);
    expect(frames.map((frame) => /state (\d+) of/.exec(frame)?.[1])).toEqual(['1', '2', '3', '2', '2']);
    expect(frames.at(-1)).toContain('flags = ');
  });

  test('Ctrl-C ends it as an interruption, and the terminal is as it was', async () => {
    const { exitCode, output } = await runInTerminal(['j', '\u0003']);
    expect(exitCode).toBe(130);
    expect(output).toContain(LEAVE);
  });
});

test('view --tty without a terminal says what to do', async () => {
  const { exitCode, stdout, stderr } = await runCli(['view', TRACE, '--tty']);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toBe('tracewright: --tty needs a terminal; --text prints all steps\n');
});

test.each([
  [['--text', '--table'], '--text or --table: not both'],
  [['--lines', '--output', 'x.html'], '--output has no effect with --lines'],
  [[TRACE, '--table'], '--table shows one trace'],
])('view %j is refused', async (options, message) => {
  const { exitCode, stderr } = await runCli(['view', TRACE, ...options]);
  expect([exitCode, stderr]).toEqual([2, `tracewright: ${message}\n`]);
});

test.each(['--text', '--lines', '--table'])(
  'view %s prints, in colours only where they are wanted',
  async (form) => {
    const plain = await runCli(['view', TRACE, form]);
    const coloured = await runCli(['view', TRACE, form], { env: { NO_COLOR: undefined, FORCE_COLOR: '1' } });
    const both = await runCli(['view', TRACE, form], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(plain.exitCode).toBe(0);
    expect(plain.stdout).not.toContain('\u001b');
    expect(both.stdout).toBe(plain.stdout);
    expect(coloured.stdout).toContain('\u001b[3');
    // eslint-disable-next-line no-control-regex -- that is what a colour is
    expect(coloured.stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
    // Each line ends as it begins: a pager may show any of them first.
    // eslint-disable-next-line no-control-regex -- that is what a colour is
    const isOpenAtEnd = /\u001b\[3[0-8]m[^\u001b]*$/;
    for (const line of coloured.stdout.split('\n')) expect(line).not.toMatch(isOpenAtEnd);
  },
);
