import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { CONFIG, edit, MANIFEST, paste, project, SPEC, suite } from '../../support/cell-project.ts';

describe('generate', () => {
  const LIBRARY = '---- MODULE Bounds ----\nTop == 2\n====\n';
  const withLibrary = SPEC.replace('EXTENDS Naturals', 'EXTENDS Naturals, Bounds').replace('0..2', '0..Top');

  test('keeps a library of the project in its command, and replay watches it', async () => {
    const folder = project({ 'specs/Cell.tla': withLibrary, 'my modules/Bounds.tla': LIBRARY });
    const run = await runCli(['generate', '.', '--lib', '../my modules'], { cwd: join(folder, 'specs') });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toBe('');
    const text = readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8');
    expect(text).toContain("\n//  npx tracewright generate specs --lib 'my modules'\n");
    expect(text).toMatch(/\n\/\/ {2}[0-9a-f]{16} \.\.\/my%20modules\/Bounds\.tla\n/);
    writeFileSync(join(folder, 'my modules/Bounds.tla'), LIBRARY.replace('2', '3'));
    const replay = await runCli(['replay', '.'], { cwd: join(folder, 'specs') });
    expect(replay.stderr).toContain('out of date: ../my modules/Bounds.tla has changed since');
    const command = /write the suite again with: (.*)/.exec(replay.stderr)?.[1] ?? '';
    expect((await paste(command, join(folder, 'specs'))).exitCode).toBe(0);
    expect((await runCli(['replay', 'specs'], { cwd: folder })).exitCode).toBe(0);
  });

  test('takes the libraries of the settings from every folder; one outside of the project is named by its file', async () => {
    const library = tempFolder({ 'Bounds.tla': LIBRARY });
    const folder = project({
      'specs/Cell.tla': withLibrary,
      'tracewright.config.json': JSON.stringify({ libraries: [library] }),
    });
    const run = await runCli(['generate', join(folder, 'specs')], { cwd: library });
    expect(run.exitCode).toBe(0);
    const text = readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8');
    expect(text).toMatch(/\n\/\/ {2}[0-9a-f]{16} library:Bounds\.tla\n/);
    expect(text).not.toContain(library);
    expect((await runCli(['replay', join(folder, 'specs')], { cwd: library })).exitCode).toBe(0);
    writeFileSync(join(library, 'Bounds.tla'), LIBRARY.replace('2', '3'));
    const replay = await runCli(['replay', join(folder, 'specs')], { cwd: library });
    expect(replay.stderr).toContain('Bounds.tla of a library has changed');
    expect(replay.exitCode).toBe(2);
    rmSync(join(folder, 'tracewright.config.json'));
    const given = await runCli(['generate', 'specs', '--lib', library], { cwd: folder });
    expect(given.stderr).toContain(`warning: --lib ${library} is outside of the project`);
    expect(readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8')).not.toContain(library);
  });

  test('works where there is no package.json: then the manifest stands for the project', async () => {
    const folder = project(await suite());
    rmSync(join(folder, 'package.json'));
    const run = await runCli(['generate', 'specs'], { cwd: folder });
    expect(run.exitCode).toBe(0);
    expect(readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8')).toContain(
      '\n//  npx tracewright generate .\n',
    );
    expect((await runCli(['replay', 'specs'], { cwd: folder })).exitCode).toBe(0);
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

  test('warns of a driver that is not there, and of an output outside of the project', async () => {
    const outside = tempFolder();
    const manifest = { ...MANIFEST, suite: { driver: 'drivr.ts', output: join(outside, 'generated') } };
    const folder = project({ 'specs/manifest.json': JSON.stringify(manifest, null, 2) });
    const run = await runCli(['generate', 'specs'], { cwd: folder });
    expect(run.stderr).toContain(
      'warning: specs/manifest.json:4: there is no driver specs/drivr.ts; did you mean driver.ts?\n',
    );
    expect(run.stderr).toContain('warning: specs/manifest.json:5: "output" is outside of the project .: ');
    expect(run.exitCode).toBe(0);
    expect(existsSync(join(outside, 'generated/suite.test.ts'))).toBe(true);
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
      /manifest\.json:1: the trace specs\/saved\/Stale\.trace\.json cannot be used: it is cut off/,
    );
    expect(cut.exitCode).toBe(2);
    expect(readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8')).toBe(before);
  });

  test('is made of saved traces alone, where no model asks for a test', async () => {
    const folder = project();
    await runCli(['check', 'specs', '--save-traces', 'specs/saved'], { cwd: folder });
    const models = [{ ...MANIFEST.models[0], test: undefined }];
    const manifest = (traces: readonly string[]): void =>
      writeFileSync(
        join(folder, 'specs/manifest.json'),
        JSON.stringify({ ...MANIFEST, suite: { ...MANIFEST.suite, traces }, models }),
      );
    manifest([]);
    const none = await runCli(['generate', 'specs'], { cwd: folder });
    expect(none.stderr).toContain('or in "traces" a trace of one of the models');
    expect(none.exitCode).toBe(2);
    manifest(['saved/Cell.trace.json']);
    expect((await runCli(['generate', 'specs'], { cwd: folder })).exitCode).toBe(0);
    const replay = await runCli(['replay', 'specs'], { cwd: folder });
    expect(replay.stdout).toContain('Cell: saved trace of Cell.cfg');
    expect(replay.exitCode).toBe(0);
  });

  test.each([
    [
      'an action leads elsewhere',
      (spec: string) => spec.replace('![r] = value', '![r] = value + 1'),
      /Read\(r = r\d\) in step \d does not lead to the state after it/,
    ],
    [
      'an action has another name',
      (spec: string) => spec.replaceAll('Read(', 'Fetch('),
      /Read\(r = r\d\) in step \d is no action of Cell/,
    ],
    [
      'a parameter has another name',
      (spec: string) =>
        spec.replace("Write(v) == v # value /\\ value' = v", "Write(w) == w # value /\\ value' = w"),
      /Write\(v = \d\) in step \d is no action of Cell/,
    ],
    [
      'there is another variable',
      (spec: string) =>
        spec
          .replace('VARIABLES value', 'VARIABLES more, value')
          .replace('Init ==', 'Init == more = 0 /\\')
          .replace('vars == <<', 'vars == <<more, ')
          .replace(/UNCHANGED (\w+)/g, 'UNCHANGED <<more, $1>>'),
      /it has no more, which Cell declares/,
    ],
  ])('refuses a saved trace where %s now, and says where it is named', async (_, change, why) => {
    const folder = project();
    await runCli(['check', 'specs', '--save-traces', 'specs/saved'], { cwd: folder });
    const manifest = JSON.stringify(
      {
        ...MANIFEST,
        suite: { ...MANIFEST.suite, traces: ['saved/Cell.trace.json'] },
        models: [
          { ...MANIFEST.models[0], config: 'Stale.cfg' },
          { ...MANIFEST.models[0], test: undefined },
        ],
      },
      null,
      2,
    );
    writeFileSync(join(folder, 'specs/manifest.json'), manifest);
    writeFileSync(join(folder, 'specs/Stale.cfg'), CONFIG);
    edit('Cell.tla', change)(folder);
    const { stderr, exitCode } = await runCli(['generate', 'specs'], { cwd: folder });
    const line = manifest.slice(0, manifest.indexOf('saved/Cell')).split('\n').length;
    expect(stderr).toContain(
      `specs/manifest.json:${line}: the trace specs/saved/Cell.trace.json is no behavior of the specification: `,
    );
    expect(stderr).toMatch(why);
    expect(stderr).toContain('Save it again with check --save-traces, or take it out of "traces"');
    expect(stderr).not.toContain('warning:');
    expect(exitCode).toBe(2);
    expect(existsSync(join(folder, 'specs/generated'))).toBe(false);
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
    expect(run.stderr).toMatch(/cannot read .*specs\/generated: .*\(E[A-Z]+\)/);
    expect(run.exitCode).toBe(2);
  });
});
