import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempCopy } from '../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/coverage');
const lockCase = (): string => tempCopy(CASES);

function writeManifest(folder: string, coverage: object): void {
  const model = { module: 'Lock', config: 'Lock.cfg', expect: { result: 'holds' }, coverage };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ name: 'lock', models: [model] }));
}

describe('coverage', () => {
  test('tells of each action and conjunct what it did, as text, LCOV, JSON and a page', async () => {
    const folder = lockCase();
    const run = await runCli(['coverage', 'Lock.tla', '--lcov', 'lcov.info', '--html', 'pages'], {
      cwd: folder,
    });
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(0);
    await expect(run.stdout).toMatchFileSnapshot(join(CASES, 'expected.txt'));
    await expect(readFileSync(join(folder, 'lcov.info'), 'utf8')).toMatchFileSnapshot(
      join(CASES, 'expected.info'),
    );
    const page = readFileSync(join(folder, 'pages/Lock.coverage.html'), 'utf8');
    expect(page).toContain("default-src 'none'; style-src 'sha256-");
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<b>text');
    expect(page).toContain('&lt;b&gt;text');
    expect(page).toContain(
      'title="never true: 0 times true, 81 times false; Crash">mode = &quot;broken&quot;<',
    );
  });

  test('counts as many passes of the last conjunct as transitions, in JSON', async () => {
    const run = await runCli(['coverage', 'Lock.cfg', '--json'], { cwd: lockCase() });
    const { models } = JSON.parse(run.stdout) as {
      models: {
        neverTaken: string[];
        actions: { name: string; taken: number; parts: { kind: string; passed: number }[] }[];
      }[];
    };
    expect(models[0]?.neverTaken).toEqual(['Crash']);
    const last = models[0]?.actions.map(({ name, taken, parts }) => [name, taken, parts.at(-1)?.passed]);
    expect(last).toEqual([
      ['Ask', 18, 18],
      ['Take', 36, 36],
      ['Give', 28, 28],
      ['Crash', 0, 0],
      ['Close', 54, 54],
      ['Next', 27, 27],
    ]);
  });

  test('an action that is never taken fails a check whose manifest asks, unless it is named there', async () => {
    const folder = lockCase();
    writeManifest(folder, {});
    const failed = await runCli(['check', '.', '--report', 'out'], { cwd: folder });
    expect(failed.stdout).toContain('never taken: Crash;');
    expect(failed.exitCode).toBe(1);
    expect(readFileSync(join(folder, 'out/index.html'), 'utf8')).toContain(
      '<a href="Lock.coverage.html">coverage</a>',
    );
    expect((await runCli(['coverage', '.'], { cwd: folder })).exitCode).toBe(1);
    writeManifest(folder, { neverTaken: ['Crash'] });
    expect((await runCli(['check', '.'], { cwd: folder })).exitCode).toBe(0);
    writeManifest(folder, { neverTaken: ['Crash', 'Crush'] });
    const unknown = await runCli(['check', '.'], { cwd: folder });
    expect(unknown.stdout).toContain('"neverTaken" names what is no action of the model: Crush');
    expect(unknown.exitCode).toBe(1);
  });

  test('beside a model that is walked stands what its suite walks and refuses', async () => {
    const run = await runCli(['coverage', 'examples/two-phase-commit']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/Decide\S*|walked +refused/);
    expect(run.stdout).toMatch(/\d+ of \d+ +\d+/);
  });
});
