import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { ROOT, runCli, runShell, type CommandResult } from '../../support/run-cli.ts';
import { CONFIG, driver, edit, MANIFEST, paste, project, said, suite } from '../../support/cell-project.ts';

describe("a suite in a user's own project", () => {
  test('is generated, is the same when generated again, and passes', async () => {
    const folder = project();
    const first = await runCli(['generate', 'specs'], { cwd: folder });
    expect(said(first)).toContain('specs/generated: 1 trace, 2 files written');
    expect(first.stderr).not.toContain('warning');
    expect(first.exitCode).toBe(0);
    const again = await runCli(['generate', 'specs'], { cwd: folder });
    expect(again.stdout).toContain('unchanged');
    const replay = await runCli(['replay', 'specs'], { cwd: folder });
    expect(said(replay)).toContain('Cell: a stale read');
    expect(replay.exitCode).toBe(0);
  });

  test.each([
    ['specs/generated', ['..']],
    ['..', ['%/specs']],
    ['specs', ['manifest.json']],
  ])('is the same when it is generated from %s, and is replayed from there', async (from, [path]) => {
    const folder = project();
    mkdirSync(join(folder, 'specs/generated'));
    const options = { cwd: join(folder, from) };
    const target = path!.replace('%', basename(folder));
    const run = await runCli(['generate', target], options);
    expect(run.exitCode).toBe(0);
    for (const [name, text] of Object.entries(await suite()))
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    const replay = await runCli(['replay', target], options);
    expect(said(replay)).toContain('Cell: a stale read');
    expect(replay.exitCode).toBe(0);
  });

  test('is replayed from a folder that is not above it', async () => {
    const folder = project({ ...(await suite()), 'other/deep/file': '' });
    const run = await runCli(['replay', '../../specs'], { cwd: join(folder, 'other/deep') });
    expect(run.stdout).toContain('Cell: a stale read');
    expect(run.exitCode).toBe(0);
  });

  test.each([
    ['.', 'specs', 'npx tracewright replay specs --test Cell'],
    ['specs/generated', '..', 'npx tracewright replay .. --test Cell'],
    ['other', '../specs', 'npx tracewright replay ../specs --test Cell'],
    ['..', '%/specs', /^cd \S+ && npx tracewright replay specs --test Cell$/],
  ])(
    'fails on a broken implementation, and the command printed in %s repeats it there',
    async (from, path, command) => {
      const folder = project({
        ...(await suite()),
        'specs/driver.ts': driver('cache[action.parameters.r] = value + 1;'),
        'other/file': '',
      });
      const cwd = join(folder, from);
      const run = await runCli(['replay', path.replace('%', basename(folder))], { cwd });
      expect(run.exitCode).toBe(1);
      const message =
        /Cell, step 2 of 3, Read\(r = r1\): the implementation's state is not the model's:\n\s+cache\.r1: expected 1, actual 2\n\s*steps before:\n\s+1 Write\(v = 1\)/;
      expect(said(run)).toMatch(message);
      const repeat = /repeat with: (.*)/.exec(said(run))?.[1] ?? '';
      expect(repeat).toMatch(command);
      const again = await paste(repeat, cwd);
      expect(again.exitCode).toBe(1);
      expect(said(again)).toMatch(message);
    },
  );

  test('names the step, the action and the command where an implementation never answers', async () => {
    const hanging = driver('await new Promise(() => {});').replace('apply(action)', 'async apply(action)');
    const folder = project({
      ...(await suite()),
      'specs/driver.ts': hanging.replace('dispose() {},', 'dispose() {}, timeLimit: 50,'),
    });
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(said(run)).toMatch(
      /Cell, step 2 of 3, Read\(r = r1\): apply\(\) gave no answer within 0\.05 s[^]*repeat with: npx tracewright replay specs --test Cell/,
    );
    expect(run.exitCode).toBe(1);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves no process behind after %s while an implementation loops for ever',
    async (signal) => {
      const folder = project({
        ...(await suite()),
        'specs/driver.ts': driver("writeFileSync('worker', `${process.pid}`); for (;;);").replace(
          'import type',
          "import { writeFileSync } from 'node:fs';\nimport type",
        ),
      });
      const worker = join(folder, 'worker');
      const run = await runCli(['replay', 'specs'], {
        cwd: folder,
        onStart: (child) => {
          const watch = setInterval(() => {
            if (!existsSync(worker) || readFileSync(worker, 'utf8') === '') return;
            clearInterval(watch);
            child.kill(signal);
          }, 50);
        },
      });
      expect(run.exitCode).toBe(signal === 'SIGINT' ? 130 : 143);
      const pid = Number(readFileSync(worker, 'utf8'));
      await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 20_000 });
    },
  );

  test("a slow implementation has more time than vitest's own limit", async () => {
    const folder = project({
      ...(await suite()),
      'vitest.config.ts': 'export default { test: { testTimeout: 30 } };',
      'specs/driver.ts': driver(
        'await new Promise((done) => setTimeout(done, 100)); cache[action.parameters.r] = value;',
      ).replace('apply(action)', 'async apply(action)'),
    });
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(run.exitCode).toBe(0);
  });

  test('is not replayed without its driver, or with a vitest configuration that does not load', async () => {
    const folder = project(await suite());
    writeFileSync(join(folder, 'vitest.config.ts'), 'export default typo;');
    const misconfigured = await runCli(['replay', 'specs'], { cwd: folder });
    expect(misconfigured.stderr).toMatch(
      /vitest could not start in \.; .*ReferenceError: typo is not defined/,
    );
    expect(misconfigured.exitCode).toBe(2);
    rmSync(join(folder, 'specs/driver.ts'));
    const missing = await runCli(['replay', 'specs'], { cwd: folder });
    expect(missing.stderr).toContain('specs/manifest.json:1: there is no driver specs/driver.ts');
    expect(missing.exitCode).toBe(2);
  });

  test('is not replayed without its walks', async () => {
    const walked = { module: 'Cell', config: 'Cell.cfg', expect: { result: 'holds' }, walk: 'every state' };
    const folder = project({
      'specs/Cell.cfg': CONFIG.replace('INVARIANT Fresh\n', ''),
      'specs/manifest.json': JSON.stringify({ ...MANIFEST, models: [walked] }),
    });
    await runCli(['generate', 'specs'], { cwd: folder });
    const walks = join(folder, 'specs/generated/Cell.walks.json');
    writeFileSync(walks, readFileSync(walks, 'utf8').replace('[', '[ '));
    const changed = await runCli(['replay', 'specs'], { cwd: folder });
    expect(changed.stderr).toContain('specs/generated/Cell.walks.json was changed after it was generated');
    expect(changed.exitCode).toBe(2);
    writeFileSync(walks, '{}');
    const foreign = await runCli(['replay', 'specs'], { cwd: folder });
    expect(foreign.stderr).toMatch(
      /specs\/generated\/Cell\.walks\.json was not written by Tracewright: move it away first\nwrite the suite again with: /,
    );
    writeFileSync(walks, '');
    const empty = await runCli(['replay', 'specs'], { cwd: folder });
    expect(empty.stderr).toContain('specs/generated/Cell.walks.json is empty\nwrite the suite again with: ');
    const again = await runCli(['generate', 'specs'], { cwd: folder });
    expect(again.stdout).toContain('1 file written');
    // Without `replay`, vitest loads the suite as it is.
    const alone = (): Promise<string> =>
      runShell(`'${process.execPath}' node_modules/vitest/vitest.mjs run specs 2>&1`, folder).then(said);
    const mend = `write the suite again, in the project's folder, with: npx tracewright generate specs`;
    writeFileSync(walks, '{}');
    expect(await alone()).toContain(
      `ConformanceError: specs/generated/Cell.walks.json is not the file of walks that was generated with this suite: ${mend}`,
    );
    rmSync(walks);
    expect(await alone()).toContain(
      `ConformanceError: specs/generated/Cell.walks.json is not there: ${mend}`,
    );
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(run.stderr).toMatch(
      /specs\/generated\/Cell\.walks\.json is not there\nwrite the suite again with: /,
    );
    expect(run.exitCode).toBe(2);
  });

  test('has walks as long and as good as the manifest says', async () => {
    const walk = { goal: 'every transition', maxLength: 6, resetPrice: 0, exact: true };
    const walked = { module: 'Cell', config: 'Cell.cfg', expect: { result: 'holds' }, walk };
    const folder = project({
      'specs/Cell.cfg': CONFIG.replace('INVARIANT Fresh\n', ''),
      'specs/manifest.json': JSON.stringify({ ...MANIFEST, models: [walked] }),
    });
    const short = await runCli(['generate', 'specs'], { cwd: folder });
    expect(said(short)).toContain('3 files written');
    const { walks } = JSON.parse(readFileSync(join(folder, 'specs/generated/Cell.walks.json'), 'utf8')) as {
      walks: number[][];
    };
    // A walk is written as its first state and its steps.
    expect(new Set(walks.map((numbers) => numbers.length > 7))).toEqual(new Set([false]));
    const text = readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8');
    expect(text).toMatch(
      /Cell, every transition: .* steps together, (the minimum|at most \d+\.\d\d % above the minimum)\n/,
    );
    const tooShort = { ...walked, walk: { ...walk, maxLength: 1 } };
    writeFileSync(join(folder, 'specs/manifest.json'), JSON.stringify({ ...MANIFEST, models: [tooShort] }));
    const stale = await runCli(['replay', 'specs'], { cwd: folder });
    expect(stale.stderr).toContain('the entry of Cell.cfg in the manifest has changed');
    const none = await runCli(['generate', 'specs'], { cwd: folder });
    expect(none.stderr).toMatch(
      /no walks: walks of at most 1 steps do not reach everything: a walk must be allowed at least [56]$/m,
    );
    expect(none.exitCode).toBe(2);
  });

  test("a failure is a failure, whatever the project's settings say", async () => {
    const folder = project({
      ...(await suite()),
      'vitest.config.ts':
        'export default { test: { retry: 3, sequence: { shuffle: true, concurrent: true } } };',
      'specs/driver.ts': driver(
        'if (process.env.TRIED) cache[action.parameters.r] = value; process.env.TRIED = "yes";',
      ),
    });
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(said(run)).toMatch(/Read\(r = r1\)/);
    expect(run.exitCode).toBe(1);
  });

  test('an implementation that throws is shown with its own stack', async () => {
    const folder = project({
      ...(await suite()),
      'specs/driver.ts': driver("throw new Error('no such reader');"),
    });
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(said(run)).toMatch(
      /Cell, step 2 of 3, Read\(r = r1\): apply\(\) failed:\n\s+Error: no such reader\n\s+at Object\.apply \(.*specs\/driver\.ts:17:15\)\nsteps before:/,
    );
    expect(run.exitCode).toBe(1);
  });

  test.each([
    ['what tsc --init writes', { module: 'nodenext', target: 'esnext', types: [] }],
    ['a bundler', { module: 'esnext', moduleResolution: 'bundler', target: 'es2022', types: [] }],
  ])('is TypeScript under %s and under all strict options, without settings of ours', async (_, options) => {
    // Without the checks of other packages' types, what cannot be resolved is `any`: so a wrong driver is compiled too.
    const strict = {
      ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
      ...{ verbatimModuleSyntax: true, isolatedModules: true, erasableSyntaxOnly: true },
      ...{ noUnusedLocals: true, noUnusedParameters: true, noPropertyAccessFromIndexSignature: true },
      ...{ noEmit: true, skipLibCheck: true, moduleDetection: 'force' },
    };
    const folder = project({
      ...(await suite()),
      'tsconfig.json': JSON.stringify({ compilerOptions: { ...options, ...strict }, include: ['specs'] }),
    });
    const compile = (): Promise<CommandResult> =>
      runShell(`'${process.execPath}' '${join(ROOT, 'node_modules/typescript/bin/tsc')}' -p .`, folder);
    const right = await compile();
    expect(said(right)).toBe('');
    expect(right.exitCode).toBe(0);
    edit('driver.ts', (text) => text.replace('({ value, cache })', '({ value })'))(folder);
    expect((await compile()).stdout).toMatch(/specs\/driver\.ts\([^]*Property 'cache' is missing/);
  });

  test('an unknown test name is refused with the nearest one', async () => {
    const run = await runCli(['replay', 'specs', '--test', 'Cel'], { cwd: project() });
    expect(run.stderr).toContain('there is no test Cel; did you mean Cell?');
    expect(run.exitCode).toBe(2);
  });

  test('a model that the suite does not have yet is named', async () => {
    const [model] = MANIFEST.models;
    const models = [model, { ...model, config: 'Cell_more.cfg' }];
    const folder = project({
      ...(await suite()),
      'specs/manifest.json': JSON.stringify({ ...MANIFEST, models }),
      'specs/Cell_more.cfg': CONFIG,
    });
    const all = await runCli(['replay', 'specs'], { cwd: folder });
    expect(all.stderr).toContain(
      'Cell_more is in the manifest but not in specs/generated/suite.test.ts; write the suite again with: npx tracewright generate specs',
    );
    expect(all.stderr).not.toContain('Cell is in the manifest');
    expect(all.exitCode).toBe(2);
    const missing = await runCli(['replay', 'specs', '--test', 'Cell_more'], { cwd: folder });
    expect(missing.stderr).toContain('Cell_more is in the manifest but not in');
    expect(missing.exitCode).toBe(2);
    const other = await runCli(['replay', 'specs', '--test', 'Cell'], { cwd: folder });
    expect(other.exitCode).toBe(0);
  });

  test('a test that is skipped is named', async () => {
    const folder = project({
      ...(await suite()),
      'vitest.config.ts': "export default { test: { testNamePattern: 'has traces' } };",
    });
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(run.stderr).toContain('Cell was skipped in specs/generated/suite.test.ts');
    expect(run.exitCode).toBe(2);
  });

  test('a driver that cannot be loaded is a failure, not a missing test', async () => {
    const folder = project({ ...(await suite()), 'specs/driver.ts': "throw new Error('no device');\n" });
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(said(run)).toContain('no device');
    expect(run.stderr).not.toContain('is in the manifest');
    expect(run.exitCode).toBe(1);
  });

  test('a driver that was compiled beside its source is not run in its place', async () => {
    const folder = project({ ...(await suite()), 'specs/driver.js': 'export const createDriver = 1;\n' });
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(run.stderr).toContain('specs/driver.js would be run in the place of specs/driver.ts');
    expect(run.exitCode).toBe(2);
  });

  test('a suite that was not generated is named', async () => {
    const run = await runCli(['replay', 'specs'], { cwd: project() });
    expect(run.stderr).toContain('specs/generated/suite.test.ts is not there');
    expect(run.stderr).toContain('write the suite again with: npx tracewright generate specs\n');
    expect(run.exitCode).toBe(2);
  });
});
