import Ajv2020 from 'ajv/dist/2020.js';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { junitError, sarifErrors } from '../support/report-schemas.ts';
import { ROOT, runCli, type CommandResult } from '../support/run-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/ci');
const SPECS = join(ROOT, 'test/cases/tlc-output/specs');

const spec = (name: string): string => readFileSync(join(SPECS, name), 'utf8');

/** Specifications with plain cfg files: nobody says what is expected. */
const PLAIN = {
  'Lasso.tla': spec('Lasso.tla'),
  'Lasso_live.cfg': spec('lasso_live.cfg'),
  'Lasso_ok.cfg': spec('lasso_ok.cfg'),
  'Errs.tla': spec('Errs.tla'),
  'Errs_deadlock.cfg': spec('errs_deadlock.cfg'),
  'Asserts.tla': spec('Asserts.tla'),
  'Asserts_property.cfg': spec('asserts_property.cfg'),
  'Bad.tla': spec('Bad.tla'),
  'Bad.cfg': spec('lasso_ok.cfg'),
};

const CELL = `---- MODULE Cell ----
EXTENDS Naturals
VARIABLES value, text
Init == value = 0 /\\ text = "]]><script>%0A::error::{0}"
Write(v) == value < 3 /\\ value' = v /\\ UNCHANGED text
Next == \\E v \\in 1..3 : v = value + 1 /\\ Write(v)
Type == value \\in Nat
Low == value < 2
Few == value < 9
Near == value < 1
====
`;

const behavior = 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n';

/** A manifest with all that can become of an expectation. */
const MANIFEST = {
  'Cell.tla': CELL,
  'Cell.cfg': `${behavior}INVARIANTS Type Few\n`,
  'Cell_rejects_Low.cfg': `${behavior}INVARIANTS Type Low\n`,
  'Cell_rejects_Few.cfg': `${behavior}INVARIANTS Type Few\n`,
  'Cell_wrong.cfg': `${behavior}INVARIANTS Near Low\n`,
  'Cell_each.cfg': `${behavior}INVARIANTS Type Low Near\n`,
  'Cell_nothing.cfg': behavior,
  'broken/Cell.tla': CELL,
  'broken/Cell_unlisted.cfg': `${behavior}INVARIANT Type\n`,
  'broken/manifest.json': '{ "name": "broken", "models": [] }',
  'manifest.json': JSON.stringify(
    {
      name: 'cell',
      models: [
        { module: 'Cell', config: 'Cell.cfg', expect: { result: 'holds', states: { distinct: 4 } } },
        {
          module: 'Cell',
          config: 'Cell_rejects_Low.cfg',
          expect: { result: 'violated', property: 'Low' },
          why: 'Two writes are allowed.',
        },
        {
          module: 'Cell',
          config: 'Cell_rejects_Few.cfg',
          expect: { result: 'violated', property: 'Few' },
          why: 'This never happens.',
        },
        {
          module: 'Cell',
          config: 'Cell_wrong.cfg',
          expect: { result: 'violated', property: 'Low' },
          why: 'But the first write is enough.',
        },
        {
          module: 'Cell',
          config: 'Cell_each.cfg',
          expect: {
            result: 'each',
            violated: { Low: { why: 'Two writes.' } },
            others: { result: 'holds' },
          },
        },
        { module: 'Cell', config: 'Cell_nothing.cfg', expect: { result: 'holds' } },
      ],
    },
    null,
    2,
  ),
};

interface Written {
  readonly run: CommandResult;
  readonly junit: string;
  readonly sarif: string;
  readonly line: string;
  readonly summary: string;
}

/** Runs a check with every report; the files are written to a folder of their own. */
async function checkWith(args: readonly string[], cwd: string): Promise<Written> {
  const out = tempFolder({ 'summary.md': '' });
  const file = (name: string): string => join(out, name);
  const reports = [
    '--junit',
    file('junit.xml'),
    '--sarif',
    file('new/report.sarif'),
    '--json-line',
    file('line.json'),
  ];
  const run = await runCli(['check', ...args, ...reports, '--github'], {
    cwd,
    env: { GITHUB_STEP_SUMMARY: file('summary.md') },
  });
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  // Nothing half-written is left.
  expect(readdirSync(out).sort()).toEqual(['junit.xml', 'line.json', 'new', 'summary.md']);
  return {
    run,
    junit: read('junit.xml'),
    sarif: read('new/report.sarif'),
    line: read('line.json'),
    summary: read('summary.md'),
  };
}

/** Durations and the version change. */
const stable = (text: string): string =>
  text
    .replace(/ time="\d+\.\d{3}"/g, ' time="T"')
    .replace(/\| \d+\.\d s \|/g, '| T |')
    .replace(/"version": "\d+\.\d+\.\d+"/, '"version": "V"');

const annotations = (stdout: string): string =>
  stdout
    .split('\n')
    .filter((line) => /^::(error|warning) /.test(line))
    .map((line) => `${line}\n`)
    .join('');

async function expectGolden(name: string, { run, junit, sarif, line, summary }: Written): Promise<void> {
  const golden = (file: string): string => join(CASES, name, file);
  expect(junitError(junit)).toBeUndefined();
  expect(sarifErrors(JSON.parse(sarif))).toEqual([]);
  expect(lineErrors(line)).toBe(true);
  await expect(stable(junit)).toMatchFileSnapshot(golden('junit.xml'));
  await expect(stable(sarif)).toMatchFileSnapshot(golden('report.sarif.json'));
  await expect(annotations(run.stdout)).toMatchFileSnapshot(golden('annotations.txt'));
  await expect(stable(summary)).toMatchFileSnapshot(golden('summary.md'));
  await expect(line).toMatchFileSnapshot(golden('line.json'));
}

const lineSchema = JSON.parse(readFileSync(join(ROOT, 'docs/check-line.schema.json'), 'utf8')) as object;
const validateLine = new Ajv2020.default({ allErrors: true }).compile(lineSchema);
const lineErrors = (line: string): unknown => validateLine(JSON.parse(line)) || validateLine.errors;

describe('each report, of real runs of TLC', () => {
  test('specifications with plain cfg files: a lasso, a deadlock, an Assert, a syntax error', async () => {
    const written = await checkWith(['.'], tempFolder(PLAIN));
    expect(written.run.exitCode).toBe(2);
    await expectGolden('plain', written);
  });

  test('a manifest: what happened as expected passes, what is missed fails, nothing checked is no pass', async () => {
    const written = await checkWith(['.'], tempFolder(MANIFEST));
    expect(written.run.exitCode).toBe(2);
    await expectGolden('manifest', written);
  });

  test('a counterexample of the page cache, at its places behind links and instances', async () => {
    const args = ['specs/baseline/MCBaseline.tla', '--config', 'MCBaseline_rejects_StablePages.cfg'];
    const written = await checkWith(args, ROOT);
    expect(written.run.exitCode).toBe(1);
    await expectGolden('stable-pages', written);
    for (const [, uri = ''] of written.sarif.matchAll(/"uri": "([^"]*)"/g)) {
      expect(uri).not.toContain(':');
      expect(existsSync(join(ROOT, decodeURIComponent(uri))), uri).toBe(true);
    }
  });

  test('the whole baseline: its expected violations are passing cases, and no result', async () => {
    const written = await checkWith(['specs/baseline', '--cached'], ROOT);
    expect(written.run.exitCode).toBe(0);
    expect(written.junit).toContain('failures="0" errors="0"');
    expect(annotations(written.run.stdout)).toBe('');
    await expectGolden('baseline', {
      ...written,
      summary: written.summary.replaceAll('from the cache', 'T'),
    });
  });
});

describe('what a specification prints is no command for GitHub', () => {
  test('between the commands that stop and start them', async () => {
    const { run } = await checkWith(['.'], tempFolder(MANIFEST));
    const lines = run.stdout.split('\n');
    const token = /^::stop-commands::([\w-]{36})$/.exec(lines[0] ?? '')?.[1];
    const start = lines.indexOf(`::${token}::`);
    const text = lines.slice(1, start);
    expect(text.length).toBeGreaterThan(10);
    expect(lines.slice(start + 1).every((line) => line === '' || /^::(error|warning) /.test(line))).toBe(
      true,
    );
  });

  test('with --json, standard output has the JSON and nothing else', async () => {
    const folder = tempFolder(PLAIN);
    const run = await runCli(['check', 'Errs.tla', '--config', 'Errs_deadlock.cfg', '--json', '--github'], {
      cwd: folder,
      env: { GITHUB_STEP_SUMMARY: undefined },
    });
    expect((JSON.parse(run.stdout) as { exitCode: number }).exitCode).toBe(1);
    expect(run.stderr).toMatch(/^::error file=Errs\.tla,line=7,/m);
    expect(readdirSync(folder).sort()).toEqual(Object.keys(PLAIN).sort());
  });
});

describe('a report that cannot be written', () => {
  const cell = { 'Cell.tla': CELL, 'Cell.cfg': `${behavior}INVARIANTS Type Few\n` };

  test.each([
    ['below a file', ['--junit', 'Cell.cfg/below/x.xml'], /Cannot write to .*below.*--junit/],
    ['that is a folder', ['--sarif', 'folder'], /Cannot write folder: it is no regular file.*--sarif/],
    ['that is a device', ['--json-line', '/dev/null'], /Cannot write \/dev\/null: it is no regular file/],
    ['that is another one too', ['--junit', 'x', '--sarif', './x'], /--junit and --sarif name the same file/],
  ])('%s is refused before TLC starts', async (_, args, message) => {
    const folder = tempFolder({ ...cell, 'folder/file': '' });
    const run = await runCli(['check', '.', ...args], { cwd: folder });
    expect([run.exitCode, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(message);
    expect(readdirSync(folder).sort()).toEqual(['Cell.cfg', 'Cell.tla', 'folder']);
  });

  test('and so is a job summary', async () => {
    const folder = tempFolder({ ...cell, 'folder/file': '' });
    const run = await runCli(['check', '.', '--github'], {
      cwd: folder,
      env: { GITHUB_STEP_SUMMARY: folder },
    });
    expect([run.exitCode, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(
      `Cannot write the job summary ${folder} (GITHUB_STEP_SUMMARY): it is a folder`,
    );
  });
});

test('where the check cannot begin, the reports say so: no Java is no green suite', async () => {
  const folder = tempFolder({ 'Cell.tla': CELL, 'Cell.cfg': `${behavior}INVARIANT Type\n` });
  const run = await runCli(['check', '.', '--junit', 'j.xml', '--sarif', 's.sarif'], {
    cwd: folder,
    env: { PATH: '/nowhere', JAVA_HOME: undefined },
  });
  expect(run.exitCode).toBe(2);
  const xml = readFileSync(join(folder, 'j.xml'), 'utf8');
  expect(junitError(xml)).toBeUndefined();
  expect(xml).toMatch(/tests="1" failures="0" errors="1"/);
  expect(xml).toContain('There is no `java` on PATH');
  const log = JSON.parse(readFileSync(join(folder, 's.sarif'), 'utf8')) as {
    runs: [
      {
        results: unknown[];
        invocations: [{ executionSuccessful: boolean; toolExecutionNotifications: unknown[] }];
      },
    ];
  };
  expect(sarifErrors(log)).toEqual([]);
  expect(log.runs[0].results).toEqual([]);
  expect(log.runs[0].invocations[0]).toMatchObject({ executionSuccessful: false });
  expect(log.runs[0].invocations[0].toolExecutionNotifications.length).toBe(1);
});

test('a summary that is nearly full gets what fits, and says what is left out', async () => {
  const folder = tempFolder(PLAIN);
  const summary = join(tempFolder(), 'summary.md');
  const before = 'x'.repeat((1 << 20) - 900);
  writeFileSync(summary, before);
  await runCli(['check', 'Lasso.tla', '--config', 'Lasso_live.cfg', '--github'], {
    cwd: folder,
    env: { GITHUB_STEP_SUMMARY: summary },
  });
  const text = readFileSync(summary, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1 << 20);
  expect(text.startsWith(before)).toBe(true);
  expect(text.slice(before.length)).toContain(
    '**Left out**, because a job summary has at most 1 MiB: 1 counterexample.',
  );
});
