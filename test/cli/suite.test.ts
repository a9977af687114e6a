import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';

const SPEC = `---- MODULE Cell ----
EXTENDS Naturals
CONSTANT Readers
VARIABLES value, cache
vars == <<value, cache>>
Init == value = 0 /\\ cache = [r \\in Readers |-> 0]
Write(v) == v # value /\\ value' = v /\\ UNCHANGED cache
Read(r) == cache' = [cache EXCEPT ![r] = value] /\\ UNCHANGED value
Next == (\\E v \\in 0..2 : Write(v)) \\/ (\\E r \\in Readers : Read(r))
Spec == Init /\\ [][Next]_vars
Fresh == \\A r \\in Readers : cache[r] = value \\/ cache[r] = 0
====
`;

const MANIFEST = {
  name: 'cell',
  suite: { driver: 'driver.ts', output: 'generated' },
  models: [
    {
      module: 'Cell',
      config: 'Cell.cfg',
      expect: { result: 'violated', property: 'Fresh' },
      why: 'A reader keeps what it read.',
      test: 'a stale read',
    },
  ],
};

/** A driver of a user's own; `read` is the line that a test breaks. */
const driver = (read = 'cache[action.parameters.r] = value;'): string => `
import type { CreateDriver } from './generated/driver.ts';

export const createDriver: CreateDriver = ({ Readers }) => {
  let value = 0;
  let cache: Record<string, number> = {};
  return {
    init() {
      value = 0;
      cache = Object.fromEntries([...Readers].map((reader) => [reader, 0]));
    },
    apply(action) {
      if (action.name === 'Write') {
        if (action.parameters.v === value) return 'refused';
        value = action.parameters.v;
      } else {
        ${read}
      }
      return 'done';
    },
    observe: async () => ({ value, cache }),
    dispose() {},
  };
};
`;

/** A project of a user's own, with Tracewright and vitest installed. */
function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = tempFolder({
    'package.json': '{ "name": "cell", "type": "module" }',
    'specs/Cell.tla': SPEC,
    'specs/Cell.cfg': 'SPECIFICATION Spec\nCONSTANT Readers = {r1, r2}\nINVARIANT Fresh\n',
    'specs/manifest.json': JSON.stringify(MANIFEST),
    'specs/driver.ts': driver(),
    ...files,
  });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/tracewright'));
  symlinkSync(join(ROOT, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  return folder;
}

describe("a suite in a user's own project", () => {
  test('is generated, is the same when generated again, and passes', async () => {
    const folder = project();
    const first = await runCli(['generate', 'specs'], { cwd: folder });
    expect(first.stdout + first.stderr).toContain('specs/generated: 1 trace, 2 files written');
    expect(first.exitCode).toBe(0);
    const again = await runCli(['generate', 'specs'], { cwd: folder });
    expect(again.stdout).toContain('unchanged');
    const replay = await runCli(['replay', 'specs'], { cwd: folder });
    expect(replay.stdout + replay.stderr).toContain('Cell: a stale read');
    expect(replay.exitCode).toBe(0);
  });

  test('fails on a broken implementation, and the printed command repeats the failure', async () => {
    const folder = project({ 'specs/driver.ts': driver('cache[action.parameters.r] = value + 1;') });
    await runCli(['generate', 'specs'], { cwd: folder });
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(run.exitCode).toBe(1);
    const message =
      /the implementation does not follow the model at step 2 of 3, Read\(r = r1\):\s+cache\.r1: expected 1, actual 2/;
    expect(run.stdout + run.stderr).toMatch(message);
    const repeat = /repeat with: npx tracewright (.*)/.exec(run.stdout + run.stderr)?.[1];
    expect(repeat).toBe('replay specs --test Cell');
    const again = await runCli(repeat!.split(' '), { cwd: folder });
    expect(again.exitCode).toBe(1);
    expect(again.stdout + again.stderr).toMatch(message);
  });

  test('an unknown test name is refused with the nearest one', async () => {
    const run = await runCli(['replay', 'specs', '--test', 'Cel'], { cwd: project() });
    expect(run.stderr).toContain('there is no test Cel; did you mean Cell?');
    expect(run.exitCode).toBe(2);
  });

  test('a model that the suite does not have yet is named', async () => {
    const folder = project();
    await runCli(['generate', 'specs'], { cwd: folder });
    const [model] = MANIFEST.models;
    const models = [model, { ...model, config: 'Cell_more.cfg' }];
    writeFileSync(join(folder, 'specs/manifest.json'), JSON.stringify({ ...MANIFEST, models }));
    writeFileSync(join(folder, 'specs/Cell_more.cfg'), readFileSync(join(folder, 'specs/Cell.cfg')));
    const all = await runCli(['replay', 'specs'], { cwd: folder });
    expect(all.stderr).toContain(
      'Cell_more is in the manifest but not in the generated suite specs/generated/suite.test.ts; run `tracewright generate`',
    );
    expect(all.stderr).not.toContain('Cell is in the manifest');
    expect(all.exitCode).toBe(2);
    const missing = await runCli(['replay', 'specs', '--test', 'Cell_more'], { cwd: folder });
    expect(missing.stderr).toContain('Cell_more is in the manifest but not in the generated suite');
    expect(missing.exitCode).toBe(2);
    const other = await runCli(['replay', 'specs', '--test', 'Cell'], { cwd: folder });
    expect(other.exitCode).toBe(0);
  });

  test('a test that is skipped is named', async () => {
    const folder = project();
    await runCli(['generate', 'specs'], { cwd: folder });
    const file = join(folder, 'specs/generated/suite.test.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('test(`${trace.id}', 'test.skip(`${trace.id}'));
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(run.stderr).toContain('Cell was skipped in specs/generated/suite.test.ts');
    expect(run.exitCode).toBe(2);
  });

  test('a driver that cannot be loaded is a failure, not a missing test', async () => {
    const folder = project();
    await runCli(['generate', 'specs'], { cwd: folder });
    writeFileSync(join(folder, 'specs/driver.ts'), "throw new Error('no device');\n");
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(run.stdout + run.stderr).toContain('no device');
    expect(run.stderr).not.toContain('is in the manifest');
    expect(run.exitCode).toBe(1);
  });

  test('a suite that was not generated is named', async () => {
    const run = await runCli(['replay', 'specs'], { cwd: project() });
    expect(run.stderr).toContain(
      'specs/generated/suite.test.ts is not there; run `tracewright generate` first',
    );
    expect(run.exitCode).toBe(2);
  });

  test('is not written when TLC does not say what the manifest expects', async () => {
    const manifest = JSON.stringify({
      ...MANIFEST,
      models: [{ ...MANIFEST.models[0], expect: { result: 'violated', property: 'Other' } }],
    });
    const folder = project({ 'specs/manifest.json': manifest });
    const run = await runCli(['generate', 'specs'], { cwd: folder });
    expect(run.stderr).toContain('Other is expected to be violated, but invariant Fresh is violated');
    expect(run.exitCode).toBe(1);
    expect(existsSync(join(folder, 'specs/generated'))).toBe(false);
  });

  test('takes saved traces too, and refuses one that was cut off', async () => {
    const folder = project();
    const file = join(folder, 'specs/saved/Cell.trace.json');
    const saved = await runCli(['check', 'specs', '--save-traces', 'specs/saved'], { cwd: folder });
    expect(saved.exitCode).toBe(0);
    writeFileSync(join(folder, 'specs/saved/Stale.trace.json'), readFileSync(file));
    writeFileSync(
      join(folder, 'specs/manifest.json'),
      JSON.stringify({ ...MANIFEST, suite: { ...MANIFEST.suite, traces: ['saved/Stale.trace.json'] } }),
    );
    const whole = await runCli(['generate', 'specs'], { cwd: folder });
    expect(whole.stdout).toContain('2 traces');
    const replay = await runCli(['replay', 'specs'], { cwd: folder });
    expect(replay.stdout).toContain('Stale: saved trace of Cell.cfg');
    expect(replay.exitCode).toBe(0);
    const before = readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8');
    writeFileSync(join(folder, 'specs/saved/Stale.trace.json'), readFileSync(file, 'utf8').slice(0, 300));
    const cut = await runCli(['generate', 'specs'], { cwd: folder });
    expect(cut.stderr).toMatch(
      /manifest\.json:1: the saved trace specs\/saved\/Stale\.trace\.json cannot be used: it is cut off/,
    );
    expect(cut.exitCode).toBe(2);
    expect(readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8')).toBe(before);
  });

  test("never overwrites a file that is not Tracewright's", async () => {
    const folder = project({ 'specs/generated/driver.ts': '// mine\n' });
    const run = await runCli(['generate', 'specs'], { cwd: folder });
    expect(run.stderr).toContain('was not written by Tracewright');
    expect(run.exitCode).toBe(2);
    expect(readFileSync(join(folder, 'specs/generated/driver.ts'), 'utf8')).toBe('// mine\n');
    expect(readdirSync(join(folder, 'specs/generated'))).toEqual(['driver.ts']);
  });

  test('a folder in the place of a generated file is left, and so are the other files', async () => {
    const folder = project();
    await runCli(['generate', 'specs'], { cwd: folder });
    const old = '// generated by Tracewright, long ago\n';
    writeFileSync(join(folder, 'specs/generated/driver.ts'), old);
    rmSync(join(folder, 'specs/generated/suite.test.ts'));
    mkdirSync(join(folder, 'specs/generated/suite.test.ts'));
    const run = await runCli(['generate', 'specs'], { cwd: folder });
    expect(run.stderr).toContain('suite.test.ts was not written by Tracewright');
    expect(run.exitCode).toBe(2);
    expect(readFileSync(join(folder, 'specs/generated/driver.ts'), 'utf8')).toBe(old);
  });

  test('an output folder that cannot be made is named', async () => {
    const folder = project();
    writeFileSync(join(folder, 'specs/generated'), 'a file where the folder should be');
    chmodSync(join(folder, 'specs/generated'), 0o444);
    const run = await runCli(['generate', 'specs'], { cwd: folder });
    expect(run.stderr).toMatch(/cannot write .*specs\/generated: .*\(E[A-Z]+\)/);
    expect(run.exitCode).toBe(2);
  });
});
