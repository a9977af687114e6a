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
import { basename, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { ROOT, runCli, runShell, type CommandResult } from '../support/run-cli.ts';
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

const CONFIG = 'SPECIFICATION Spec\nCONSTANT Readers = {r1, r2}\nINVARIANT Fresh\n';

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
import type { CreateDriver } from './generated/driver.js';

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
    'specs/Cell.cfg': CONFIG,
    'specs/manifest.json': JSON.stringify(MANIFEST),
    'specs/driver.ts': driver(),
    ...files,
  });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/tracewright'));
  symlinkSync(join(ROOT, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  return folder;
}

/** The generated files of the project; they are the same in every folder, so one run of TLC is enough for all tests. */
async function suite(): Promise<Readonly<Record<string, string>>> {
  generated ??= generateOnce();
  return generated;
}
let generated: Promise<Readonly<Record<string, string>>> | undefined;

async function generateOnce(): Promise<Readonly<Record<string, string>>> {
  const folder = project();
  const run = await runCli(['generate', 'specs'], { cwd: folder });
  if (run.exitCode !== 0) throw new Error(run.stderr);
  const names = ['specs/generated/driver.ts', 'specs/generated/suite.test.ts'];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const said = ({ stdout, stderr }: CommandResult): string => stdout + stderr;

/** Runs a printed command in a shell, as a user would who pastes it; `npx tracewright` is the built command. */
const paste = (command: string, cwd: string): Promise<CommandResult> =>
  runShell(
    command.replace('npx tracewright', `'${process.execPath}' '${join(ROOT, 'bin/tracewright.js')}'`),
    cwd,
  );

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
    expect(missing.stderr).toContain('specs/manifest.json: there is no driver specs/driver.ts');
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
    rmSync(walks);
    const run = await runCli(['replay', 'specs'], { cwd: folder });
    expect(run.stderr).toMatch(
      /specs\/generated\/Cell\.walks\.json is not there\nwrite the suite again with: /,
    );
    expect(run.exitCode).toBe(2);
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

describe('a suite that is not what generate would write', () => {
  const [model] = MANIFEST.models;
  const changed = (what: string): string =>
    `specs/generated/suite.test.ts is out of date: ${what} since it was generated`;

  test.each<[string, (folder: string) => void, string]>([
    ['module', edit('Cell.tla', (text) => text.replace('0..2', '0..3')), changed('Cell.tla has changed')],
    ['configuration', edit('Cell.cfg', (text) => `${text}\\* more\n`), changed('Cell.cfg has changed')],
    [
      'manifest entry',
      edit('manifest.json', () => JSON.stringify({ ...MANIFEST, models: [{ ...model, why: 'Other.' }] })),
      changed('the entry of Cell.cfg in the manifest has changed'),
    ],
    [
      'manifest',
      edit('manifest.json', () => JSON.stringify({ ...MANIFEST, name: 'other' })),
      changed('"name" or "suite" in the manifest has changed'),
    ],
    [
      'suite',
      edit('generated/suite.test.ts', (text) => text.replace('value: 1', 'value: 2')),
      'specs/generated/suite.test.ts was changed after it was generated',
    ],
    [
      'driver type',
      edit('generated/driver.ts', (text) => text.replace('number', 'unknown')),
      'specs/generated/driver.ts was changed after it was generated',
    ],
    [
      'lost file',
      (folder) => rmSync(join(folder, 'specs/generated/driver.ts')),
      'specs/generated/driver.ts is not there',
    ],
    [
      'suite of an older version',
      edit('generated/suite.test.ts', (text) => text.replace(/\n\/\/ SHA-256.*/, '')),
      'specs/generated/suite.test.ts has no hash of its text',
    ],
  ])('is not replayed: another %s', async (_, change, message) => {
    const folder = project(await suite());
    change(folder);
    const run = await runCli(['replay', '.'], { cwd: join(folder, 'specs') });
    expect(run.stderr).toContain(message.replaceAll('specs/', ''));
    expect(said(run)).not.toContain('a stale read');
    expect(run.exitCode).toBe(2);
    const command = /write the suite again with: (.*)/.exec(run.stderr)?.[1] ?? '';
    const mended = await paste(command, join(folder, 'specs'));
    expect(mended.stderr).toBe('');
    expect((await runCli(['replay', 'specs'], { cwd: folder })).exitCode).toBe(0);
  });

  test('other line ends, times and layout make no difference', async () => {
    const windows = Object.entries({
      ...(await suite()),
      'specs/Cell.tla': SPEC,
      'specs/Cell.cfg': CONFIG,
      'specs/manifest.json': JSON.stringify(MANIFEST, null, 4),
    }).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')] as const);
    const folder = project(Object.fromEntries(windows));
    const replay = await runCli(['replay', 'specs'], { cwd: folder });
    expect(replay.exitCode).toBe(0);
    const check = await runCli(['generate', '--check', 'specs'], { cwd: folder });
    expect(check.stdout).toContain('specs/generated: up to date');
    expect(check.exitCode).toBe(0);
    const again = await runCli(['generate', 'specs'], { cwd: folder });
    expect(again.stdout).toContain('1 trace, unchanged');
  });

  test('is named by generate --check, which writes nothing', async () => {
    const folder = project({
      ...(await suite()),
      'specs/generated/stale.test.ts': '// generated by Tracewright, long ago\n',
    });
    const spec = edit('Cell.tla', (text) => text.replace('EXTENDS Naturals', 'EXTENDS Naturals, Sequences'));
    spec(folder);
    rmSync(join(folder, 'specs/generated/driver.ts'));
    const before = readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8');
    const run = await runCli(['generate', '--check', 'specs'], { cwd: folder });
    expect(run.stdout.split('\n')).toEqual([
      'specs/generated/driver.ts: is missing',
      'specs/generated/suite.test.ts: would be changed',
      'specs/generated/stale.test.ts: would be removed',
      '',
    ]);
    expect(run.stderr).toContain(
      'the suite is out of date; write it again with: npx tracewright generate specs\n',
    );
    expect(run.exitCode).toBe(1);
    expect(readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8')).toBe(before);
    expect(readdirSync(join(folder, 'specs/generated')).sort()).toEqual(['stale.test.ts', 'suite.test.ts']);
  });
});

/** A change of a file in `specs`. */
function edit(name: string, change: (text: string) => string): (folder: string) => void {
  return (folder) => {
    const file = join(folder, 'specs', name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
}

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

  test('refuses a saved trace that the specification no longer allows', async () => {
    const folder = project();
    await runCli(['check', 'specs', '--save-traces', 'specs/saved'], { cwd: folder });
    writeFileSync(
      join(folder, 'specs/manifest.json'),
      JSON.stringify({
        ...MANIFEST,
        suite: { ...MANIFEST.suite, traces: ['saved/Cell.trace.json'] },
        models: [
          { ...MANIFEST.models[0], config: 'Stale.cfg' },
          { ...MANIFEST.models[0], test: undefined },
        ],
      }),
    );
    writeFileSync(join(folder, 'specs/Stale.cfg'), CONFIG);
    writeFileSync(join(folder, 'specs/Cell.tla'), SPEC.replace('![r] = value', '![r] = value + 1'));
    const run = await runCli(['generate', 'specs'], { cwd: folder });
    expect(run.stderr).toMatch(
      /the trace specs\/saved\/Cell\.trace\.json is no behavior of the specification: Read\(r = r\d\) in step \d does not lead/,
    );
    expect(run.exitCode).toBe(2);
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
