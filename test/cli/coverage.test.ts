import Ajv2020 from 'ajv/dist/2020.js';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempCopy, tempFolder } from '../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/coverage');
const door = (): string => tempCopy(join(CASES, 'door'));
const lock = (): string => tempCopy(join(CASES, 'lock'));

const manifest = (folder: string, neverTaken: readonly string[]): void =>
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      name: 'door',
      neverTaken,
      models: [{ module: 'Door', config: 'Door.cfg', expect: { result: 'holds' } }],
    }),
  );

const coverageLines = (stdout: string): string =>
  stdout
    .split('\n')
    .filter((line) => /^\S+ +coverage of| never taken: |neverTaken/.test(line))
    .join('\n');

describe('check --coverage', () => {
  test('names the actions that are never taken, and fails', async () => {
    const { exitCode, stdout } = await runCli(['check', '.', '--coverage'], { cwd: door() });
    expect(exitCode).toBe(1);
    expect(coverageLines(stdout)).toBe(
      [
        'FAIL coverage of Door.tla: 4 of 6 actions taken, counted in 1 model',
        '       never taken: Turn  Door.tla:15',
        '       never taken: Window  Door.tla:16',
      ].join('\n'),
    );
    const plain = await runCli(['check', '.'], { cwd: door() });
    expect([plain.exitCode, coverageLines(plain.stdout)]).toEqual([0, '']);
  });

  test('judges nothing where TLC ended before it had seen all states', async () => {
    const folder = door();
    writeFileSync(join(folder, 'Door.cfg'), 'SPECIFICATION Spec\nINVARIANT Closed\n');
    const module = readFileSync(join(folder, 'Door.tla'), 'utf8');
    writeFileSync(join(folder, 'Door.tla'), module.replace('NotBoth ==', 'Closed == ~open\nNotBoth =='));
    const { stdout } = await runCli(['check', '.', '--coverage', '--json-line', 'l.json'], { cwd: folder });
    expect(coverageLines(stdout)).toContain(
      'part coverage of Door.tla: 2 of 6 actions taken, counted in 1 model, of which 1 ended before all states were seen',
    );
    expect(stdout).toContain('not taken so far: Window');
    expect(JSON.parse(readFileSync(join(folder, 'l.json'), 'utf8'))).toMatchObject({ problems: [] });
  });

  test('of a report says and fails the same', async () => {
    const args = ['report', '.', '--output', 'r', '--coverage', '--no-cache'];
    const { exitCode, stdout } = await runCli(args, { cwd: door() });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('FAIL coverage of Door.tla: 4 of 6 actions taken');
  });

  test('paints what a tab moves', async () => {
    const folder = door();
    const module = readFileSync(join(folder, 'Door.tla'), 'utf8');
    writeFileSync(join(folder, 'Door.tla'), module.replace('Turn == keys > 0', 'Turn ==\tkeys > 0'));
    await runCli(['check', '.', '--coverage', '--report', 'out'], { cwd: folder });
    const page = readFileSync(join(folder, 'out/coverage-Door.html'), 'utf8');
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

  test('writes LCOV, JSON and pages', async () => {
    const folder = door();
    const { exitCode, stdout } = await runCli(
      ['check', '.', '--lcov', 'lcov.info', '--report', 'out', '--json'],
      {
        cwd: folder,
      },
    );
    expect(exitCode).toBe(1);
    const { coverage } = JSON.parse(stdout) as {
      coverage: { file: string; actions: { name: string; taken: number }[] }[];
    };
    expect(coverage.map(({ file }) => file)).toEqual(['Door.tla']);
    expect(coverage[0]!.actions.filter(({ taken }) => taken === 0).map(({ name }) => name)).toEqual([
      'Turn',
      'Window',
    ]);
    await expect(readFileSync(join(folder, 'lcov.info'), 'utf8')).toMatchFileSnapshot(
      join(CASES, 'door.info'),
    );
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'coverage-Door.html',
      'coverage.html',
      'index.html',
    ]);
    const page = readFileSync(join(folder, 'out/coverage-Door.html'), 'utf8');
    const painted = [...page.matchAll(/<mark class="zero" title="([^"]*)">([^<]*)<\/mark>/g)].map(
      ([, what, text]) => `${text}: ${what}`,
    );
    await expect(`${painted.join('\n')}\n`).toMatchFileSnapshot(join(CASES, 'door.never.txt'));
    expect(page).not.toContain('<script');
  });

  test('tells of each conjunct what it came to, as a table, in JSON, LCOV and pages', async () => {
    const folder = lock();
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
    const report = JSON.parse(stdout) as {
      coverage: { actions: { name: string; taken: number; parts: { kind: string; true: number }[] }[] }[];
    };
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs/check-report.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020.default({ allErrors: true }).compile(schema);
    expect(validate(report) || validate.errors).toBe(true);
    // What lets the action through as often as it is taken is the last conjunct of its guard, or what comes after it.
    const last = report.coverage[0]!.actions.slice(1).map(({ name, taken, parts }) => [
      name,
      taken,
      parts.at(-1)?.true,
    ]);
    expect(last).toEqual([
      ['Ask', 18, 18],
      ['Take', 36, 36],
      ['Give', 28, 28],
      ['Crash', 0, 0],
      ['Close', 54, 54],
      ['Next', 27, 27],
    ]);
  });

  test('tells apart what TLC counts as one, and asks about guards only where all states were seen', async () => {
    const folder = tempFolder({
      'Post.tla': [
        '---- MODULE Post ----',
        'EXTENDS Naturals',
        'VARIABLES letters, read',
        'Init == letters = {} /\\ read = 0',
        "Send(k) == k \\notin letters /\\ letters' = letters \\cup {k} /\\ UNCHANGED read",
        "Read(m) == read < 2 /\\ letters' = letters \\ {m} /\\ read' = read + 1",
        "Burn(m) == read > 2 /\\ letters' = letters \\ {m} /\\ UNCHANGED read",
        'Handle == \\E m \\in letters : Read(m) \\/ Burn(m)',
        'Next == (\\E k \\in 1..2 : Send(k)) \\/ Handle',
        'Unread == read = 0',
        '====',
        '',
      ].join('\n'),
      'Post.cfg': 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\nINVARIANT Unread\n',
    });
    const { stdout } = await runCli(['check', '.', '--coverage'], { cwd: folder });
    expect(stdout).toContain('of which 1 ended before all states were seen, conjuncts in none');
    expect(stdout).toMatch(/^ {2}Handle +\d+ /m);
    writeFileSync(join(folder, 'Post.cfg'), 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n');
    const whole = await runCli(['check', '.', '--coverage'], { cwd: folder });
    expect(coverageLines(whole.stdout)).toBe(
      [
        'FAIL coverage of Post.tla: 3 of 4 actions taken, counted in 1 model',
        '       never taken: Burn  Post.tla:7',
      ].join('\n'),
    );
  });

  test('shows beside a model that is walked what its suite walks and refuses', async () => {
    const model = join(ROOT, 'examples/two-phase-commit/MCTwoPhaseCommit.cfg');
    const { stdout } = await runCli(['check', model, '--coverage']);
    expect(stdout).toMatch(/taken, true +false +walked +refusals/);
    expect(stdout).toMatch(/ReceiveVote +16 +16 of 16 +96 /);
  });

  test('is an error at its place in the reports for CI', async () => {
    const folder = door();
    await runCli(
      ['check', '.', '--coverage', '--sarif', 's.json', '--junit', 'j.xml', '--json-line', 'l.json'],
      {
        cwd: folder,
      },
    );
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const { runs } = JSON.parse(read('s.json')) as {
      runs: {
        results: {
          message: { text: string };
          locations: { physicalLocation: { region: { startLine: number } } }[];
        }[];
      }[];
    };
    expect(
      runs[0]!.results.map(({ message, locations }) => [
        message.text.split('\n')[0],
        locations[0]!.physicalLocation.region.startLine,
      ]),
    ).toEqual([
      ['the action Turn is never taken', 15],
      ['the action Window is never taken', 16],
    ]);
    expect(read('j.xml')).toContain('the action Turn is never taken');
    expect(JSON.parse(read('l.json'))).toMatchObject({
      exitCode: 1,
      problems: ['Door.tla: the action Turn is never taken', 'Door.tla: the action Window is never taken'],
    });
  });

  test('is not mixed up with a verdict from the cache that has none', async () => {
    const folder = door();
    const cached = ['check', '.', '--cached'];
    await runCli(cached, { cwd: folder });
    const first = await runCli([...cached, '--coverage'], { cwd: folder });
    const second = await runCli([...cached, '--coverage'], { cwd: folder });
    expect(coverageLines(first.stdout)).toContain('4 of 6 actions taken');
    expect(second.stdout).toContain('from the cache');
    expect(coverageLines(second.stdout)).toBe(coverageLines(first.stdout));
  });
});
