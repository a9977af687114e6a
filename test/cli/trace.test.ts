import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXPORT_FORMATS } from '../../src/export/index.ts';
import { record, traceFromJson, traceStates, valuesEqual, type Trace } from '../../src/trace/index.ts';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/export');
const caseFile = (name: string): string => join(CASES, `${name}.trace.json`);

function read(text: string): Trace {
  const trace = traceFromJson(JSON.parse(text));
  if (!trace.ok) throw new Error(trace.error);
  return trace.value;
}

describe('trace export', () => {
  test('writes to standard output and to a file', async () => {
    const folder = tempFolder();
    const file = join(folder, 'new/trace.svg');
    const args = ['trace', 'export', caseFile('page-cache'), '--format', 'svg'];
    const printed = await runCli(args);
    const written = await runCli([...args, '--output', file]);
    expect([printed.exitCode, printed.stderr]).toEqual([0, '']);
    expect([written.exitCode, written.stdout, written.stderr]).toEqual([0, '', '']);
    expect(readFileSync(file, 'utf8')).toBe(printed.stdout);
    expect(printed.stdout).toBe(readFileSync(join(CASES, 'page-cache/svg.svg'), 'utf8'));
    expect(readdirSync(join(folder, 'new'))).toEqual(['trace.svg']);
  });

  test('draws a PNG, with the same bytes on every machine', async () => {
    const file = join(tempFolder(), 'lasso.png');
    const args = ['trace', 'export', caseFile('lasso'), '--format', 'png'];
    const { exitCode, stdout, stderr } = await runCli([...args, '--output', file]);
    expect([exitCode, stdout, stderr]).toEqual([0, '', '']);
    const png = readFileSync(file);
    const golden = join(ROOT, 'test/cases/png/lasso.png');
    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, png);
    expect(png.equals(readFileSync(golden))).toBe(true);
    const printed = await runCli(args);
    expect([printed.exitCode, printed.stdout, printed.stderr]).toEqual([
      2,
      '',
      'tracewright: png is no text: name the file with --output\n',
    ]);
  });

  test('refuses a PNG that nobody can open', async () => {
    const trace = JSON.parse(readFileSync(caseFile('one-variable'), 'utf8')) as { steps: unknown[] };
    const steps = Array.from({ length: 400 }, () => trace.steps[0]);
    const folder = tempFolder({ 'long.json': JSON.stringify({ ...trace, steps }) });
    const output = join(folder, 'long.png');
    const args = ['trace', 'export', join(folder, 'long.json'), '--format', 'png', '--output', output];
    const { exitCode, stderr } = await runCli(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /the picture would have \d+ x \d+ pixels, and PNG stops at 16384 for a side and 64000000 in all: use --format svg/,
    );
    expect(readdirSync(folder)).toEqual(['long.json']);
  });

  test('of an unknown format lists all and names the nearest', async () => {
    const { exitCode, stdout, stderr } = await runCli([
      'trace',
      'export',
      caseFile('lasso'),
      '--format',
      'mermaidd',
    ]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('there is no format "mermaidd"; did you mean "mermaid"?');
    for (const name of [...EXPORT_FORMATS.keys(), 'png'])
      expect(stderr).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  test('takes the actors that it is told, and refuses a parameter that no action has', async () => {
    const export_ = (...actors: string[]) =>
      runCli(['trace', 'export', caseFile('page-cache'), '--format', 'mermaid', '--actors', ...actors]);
    const lanes = (text: string): string[] => [...text.matchAll(/as (\S+)$/gm)].map(([, name]) => name!);
    expect(lanes((await export_('p')).stdout)).toEqual(['p1', 'system']);
    expect(lanes((await export_('p', 'u')).stdout)).toEqual(['p1', 'u1']);
    const wrong = await export_('q');
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      2,
      'tracewright: no action of the trace has a parameter "q"; they have p, u\n',
    ]);
  });

  test.each([
    ['', 'it is empty'],
    ['{"schema":"tracewright/trace/1","initial":{"x"', 'it is cut off'],
    ['hello', 'it is not JSON'],
    [`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'it is nested more than 1000 levels deep'],
    ['{"schema":"tracewright/trace/9"}', 'it is of the format "tracewright/trace/9"'],
    ['{"vars":["x"],"states":[{"x":null}]}', 'the value of x in state 1'],
  ])('of a file with %s says why not', async (text, message) => {
    const file = join(tempFolder({ 't.json': text }), 't.json');
    const { exitCode, stdout, stderr } = await runCli(['trace', 'export', file, '--format', 'svg']);
    expect([exitCode, stdout]).toEqual([2, '']);
    // A path is shown from the working folder where that is near.
    expect(stderr).toMatch(/^tracewright: the trace \S*\/t\.json cannot be used: /);
    expect(stderr).toContain(message);
  });

  test('of a file that is not there, and to a place where nothing can be written', async () => {
    const missing = await runCli(['trace', 'export', 'no/such.json', '--format', 'svg']);
    expect([missing.exitCode, missing.stderr]).toEqual([
      2,
      'tracewright: the trace no/such.json cannot be read: there is no such file or folder (ENOENT)\n',
    ]);
    const output = join(tempFolder({ file: '' }), 'file/below');
    const blocked = await runCli([
      'trace',
      'export',
      caseFile('lasso'),
      '--format',
      'svg',
      '--output',
      output,
    ]);
    expect(blocked.exitCode).toBe(2);
    expect(blocked.stderr).toContain(`Cannot write ${output}: `);
  });
});

test('trace import gives back what trace export wrote as ITF', async () => {
  const file = join(tempFolder(), 't.itf.json');
  await runCli(['trace', 'export', caseFile('page-cache-lasso'), '--format', 'itf', '--output', file]);
  const { exitCode, stdout } = await runCli(['trace', 'import', file]);
  expect(exitCode).toBe(0);
  expect(read(stdout)).toEqual(read(readFileSync(caseFile('page-cache-lasso'), 'utf8')));
});

/** TLC walks along the states of the exported module; its own trace must show the same values. */
test.each(['page-cache', 'lasso', 'several-instances', 'one-variable'])(
  'TLC reads %s back from the exported module',
  async (name) => {
    const trace = read(readFileSync(caseFile(name), 'utf8'));
    const { stdout } = await runCli(['trace', 'export', caseFile(name), '--format', 'tla']);
    const module = /MODULE (\w+)/.exec(stdout)![1]!;
    const constants = /^CONSTANTS (.*)$/m.exec(stdout)?.[1]?.split(', ') ?? [];
    const folder = tempFolder({
      [`${module}.tla`]: stdout,
      'Walk.tla': `---- MODULE Walk ----
EXTENDS ${module}
VARIABLES i, state
Init == i = 1 /\\ state = TraceStates[1]
Next == i < Len(TraceStates) /\\ i' = i + 1 /\\ state' = TraceStates[i']
NotThere == i < Len(TraceStates)
====
`,
      'Walk.cfg': [
        'INIT Init',
        'NEXT Next',
        'INVARIANT NotThere',
        ...constants.map((constant) => `CONSTANT ${constant} = ${constant}`),
        '',
      ].join('\n'),
    });
    const checked = await runCli(['check', 'Walk.tla', '--save-traces', 'traces'], { cwd: folder });
    expect(checked.stdout).toContain('invariant NotThere is violated');
    const walked = traceStates(read(readFileSync(join(folder, 'traces/Walk.trace.json'), 'utf8')));
    const original = traceStates(trace);
    expect(walked.length).toBe(original.length);
    for (const [i, state] of original.entries())
      expect(valuesEqual(walked[i]!.get('state')!, record([...state]))).toBe(true);
  },
);
