import Ajv2020 from 'ajv/dist/2020.js';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../../support/run-cli.ts';
import { tempCopy, tempFolder } from '../../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/coverage');
const door = (): string => tempCopy(join(CASES, 'door'));

const manifest = (folder: string, neverTaken: readonly string[]): void =>
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      name: 'door',
      neverTaken,
      models: [{ module: 'Door', config: 'Door.cfg', expect: { result: 'holds' } }],
    }),
  );

/** The lines that judge the coverage, without the table before them. */
const coverageLines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /^\S+ +coverage of| never taken: |neverTaken/.test(line))
    .join('\n');

interface Report {
  readonly coverage: readonly {
    readonly file: string;
    readonly actions: readonly {
      readonly name: string;
      readonly taken: number;
      readonly parts: readonly { readonly true: number }[];
    }[];
  }[];
}

function validReport(text: string): Report {
  const schema = JSON.parse(readFileSync(join(ROOT, 'docs/check-report.schema.json'), 'utf8')) as object;
  const report = JSON.parse(text) as Report;
  const validate = new Ajv2020.default({ allErrors: true }).compile(schema);
  expect(validate(report) || validate.errors).toBe(true);
  return report;
}

test('check --coverage names the actions that are never taken, and fails: as text, JSON, LCOV, pages and for CI', async () => {
  const folder = door();
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const ci = ['--sarif', 's.json', '--junit', 'j.xml', '--json-line', 'l.json'];
  const args = ['check', '.', '--lcov', 'lcov.info', '--report', 'out', '--json', ...ci];
  const run = await runCli(args, { cwd: folder });
  expect(run.exitCode).toBe(1);
  expect(coverageLines(run.stderr)).toBe(
    [
      'FAIL coverage of Door.tla: 4 of 6 actions taken, counted in 1 model',
      '       never taken: Turn  Door.tla:15',
      '       never taken: Window  Door.tla:16',
    ].join('\n'),
  );
  const { coverage } = validReport(run.stdout);
  expect(coverage.map(({ file }) => file)).toEqual(['Door.tla']);
  const never = coverage[0]!.actions.filter(({ taken }) => taken === 0);
  expect(never.map(({ name }) => name)).toEqual(['Turn', 'Window']);
  await expect(read('lcov.info')).toMatchFileSnapshot(join(CASES, 'door.info'));
  const pages = ['coverage-Door.html', 'coverage.html', 'index.html'];
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(pages);
  const page = read('out/coverage-Door.html');
  const painted = [...page.matchAll(/<mark class="(zero|half)" title="([^"]*)">([^<]*)<\/mark>/g)].map(
    ([, , what, text]) => `${text}: ${what}`,
  );
  await expect(`${painted.join('\n')}\n`).toMatchFileSnapshot(join(CASES, 'door.never.txt'));
  expect(page).not.toContain('<script');
  const { runs } = JSON.parse(read('s.json')) as {
    runs: {
      results: {
        message: { text: string };
        locations: { physicalLocation: { region: { startLine: number } } }[];
      }[];
    }[];
  };
  const places = runs[0]!.results.map(({ message, locations }) => [
    message.text.split('\n')[0],
    locations[0]!.physicalLocation.region.startLine,
  ]);
  expect(places).toEqual([
    ['the action Turn is never taken', 15],
    ['the action Window is never taken', 16],
  ]);
  expect(read('j.xml')).toContain('the action Turn is never taken');
  expect(JSON.parse(read('l.json'))).toMatchObject({
    exitCode: 1,
    problems: ['Door.tla: the action Turn is never taken', 'Door.tla: the action Window is never taken'],
  });
});

describe('check --coverage', () => {
  test('judges nothing where TLC ended before it had seen all states', async () => {
    const folder = door();
    writeFileSync(join(folder, 'Door.cfg'), 'SPECIFICATION Spec\nINVARIANT Closed\n');
    const module = readFileSync(join(folder, 'Door.tla'), 'utf8');
    writeFileSync(join(folder, 'Door.tla'), module.replace('NotBoth ==', 'Closed == ~open\nNotBoth =='));
    const { stdout } = await runCli(['check', '.', '--coverage', '--json-line', 'l.json'], { cwd: folder });
    expect(coverageLines(stdout)).toBe(
      'part coverage of Door.tla: 2 of 6 actions taken, counted in 1 model, of which 1 ended before all states were seen, conjuncts in none',
    );
    expect(stdout).toContain('not taken so far: Window');
    expect(JSON.parse(readFileSync(join(folder, 'l.json'), 'utf8'))).toMatchObject({ problems: [] });
  });

  test('of a report says and fails the same, and paints what a tab moves', async () => {
    const folder = door();
    const module = readFileSync(join(folder, 'Door.tla'), 'utf8');
    writeFileSync(join(folder, 'Door.tla'), module.replace('Turn == keys > 0', 'Turn ==\tkeys > 0'));
    const args = ['report', '.', '--output', 'r', '--coverage', '--no-cache'];
    const { exitCode, stdout } = await runCli(args, { cwd: folder });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('FAIL coverage of Door.tla: 4 of 6 actions taken');
    const page = readFileSync(join(folder, 'r/coverage-Door.html'), 'utf8');
    expect(page).toContain('<mark class="zero" title="never evaluated">keys&#39; = keys + 1</mark>');
  });

  test('takes what the manifest allows, and no name there that means nothing', async () => {
    const folder = door();
    manifest(folder, ['Turn', 'Window']);
    const allowed = await runCli(['check', '.', '--coverage'], { cwd: folder });
    expect([allowed.exitCode, coverageLines(allowed.stdout)]).toEqual([
      0,
      'ok   coverage of Door.tla: 4 of 6 actions taken, 2 allowed not to be',
    ]);
    manifest(folder, ['Turn', 'Window', 'Pull', 'Windwo']);
    const stale = await runCli(['check', '.', '--coverage'], { cwd: folder });
    expect(stale.exitCode).toBe(1);
    expect(stale.stdout).toContain('manifest.json: "neverTaken" has Pull, which is taken, or no action');
    expect(stale.stdout).toContain('manifest.json: "neverTaken" has Windwo, which is taken, or no action');
  });

  test('is not mixed up with a verdict from the cache that has none', async () => {
    const folder = door();
    const cached = ['check', '.', '--cached'];
    const plain = await runCli(cached, { cwd: folder });
    expect([plain.exitCode, coverageLines(plain.stdout)]).toEqual([0, '']);
    const first = await runCli([...cached, '--coverage'], { cwd: folder });
    const second = await runCli([...cached, '--coverage'], { cwd: folder });
    expect(first.stdout).toContain('4 of 6 actions taken');
    expect(second.stdout).toContain('from the cache');
    const after = (text: string): string => text.slice(text.indexOf('Door.tla, counted'));
    expect(after(second.stdout)).toBe(after(first.stdout));
  });
});

describe('the conjuncts of guards', () => {
  test('have what they came to in the table, in JSON, LCOV and pages', async () => {
    const folder = tempCopy(join(CASES, 'lock'));
    const options = ['--lcov', 'lcov.info', '--report', 'out', '--json'];
    const { stdout, stderr } = await runCli(['check', 'Lock.tla', ...options], { cwd: folder });
    const table = stderr.slice(stderr.indexOf('Lock.tla, counted'), stderr.indexOf('1 model checked'));
    await expect(table).toMatchFileSnapshot(join(CASES, 'lock.txt'));
    await expect(readFileSync(join(folder, 'lcov.info'), 'utf8')).toMatchFileSnapshot(
      join(CASES, 'lock.info'),
    );
    const page = readFileSync(join(folder, 'out/coverage-Lock.html'), 'utf8');
    expect(page).not.toContain('<b>text');
    expect(page).toContain('&lt;b&gt;text');
    expect(page).toContain('this conjunct of Crash: 0 true, 81 false, never true">mode');
    expect(readFileSync(join(folder, 'out/coverage.html'), 'utf8')).toContain(
      '<div>count &gt;= 0: never false</div>',
    );
    // What stands last in an action is reached as often as the action is taken.
    const last = validReport(stdout)
      .coverage[0]!.actions.slice(1)
      .map(({ name, taken, parts }) => [name, taken, parts.at(-1)?.true]);
    expect(last).toEqual([
      ['Ask', 18, 18],
      ['Take', 36, 36],
      ['Give', 28, 28],
      ['Crash', 0, 0],
      ['Close', 54, 54],
      ['Next', 27, 27],
    ]);
  });

  // Each conjunct of a next-state relation deepens the stack of TLC.
  const many = Array.from({ length: 250 }, (_, i) => `k # ${i + 10}`).join(' /\\ ');
  test('tell apart actions that TLC counts as one, however many they are', async () => {
    const folder = tempFolder({
      'Post.tla': `---- MODULE Post ----
EXTENDS Naturals
VARIABLES letters, read
Init == letters = {} /\\ read = 0
Send(k) == k \\notin letters /\\ ${many} /\\ letters' = letters \\cup {k} /\\ UNCHANGED read
Read(m) == read < 2 /\\ letters' = letters \\ {m} /\\ read' = read + 1
Burn(m) == read > 2 /\\ letters' = letters \\ {m} /\\ UNCHANGED read
Handle == \\E m \\in letters : Read(m) \\/ Burn(m)
Next == (\\E k \\in 1..2 : Send(k)) \\/ Handle
====
`,
      'Post.cfg': 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n',
    });
    const { stdout } = await runCli(['check', '.', '--coverage'], { cwd: folder });
    expect(stdout).not.toContain('note:');
    expect(coverageLines(stdout)).toBe(
      [
        'FAIL coverage of Post.tla: 3 of 4 actions taken, counted in 1 model',
        '       never taken: Burn  Post.tla:7',
      ].join('\n'),
    );
  });

  test('stand beside what the suite of the model plans to walk and to see refused', async () => {
    const model = join(ROOT, 'examples/two-phase-commit/MCTwoPhaseCommit.cfg');
    const { stdout } = await runCli(['check', model, '--coverage']);
    expect(stdout).toMatch(/taken, true +false +transitions planned +refusals planned/);
    expect(stdout).toMatch(/ReceiveVote +16 +16 of 16 +96 /);
  });
});
