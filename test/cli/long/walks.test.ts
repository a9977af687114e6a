import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CONFIG, driver, edit, MANIFEST, project, said, SPEC } from '../../support/cell-project.ts';
import { runCli, type CommandResult } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const tracewright = (folder: string, ...args: readonly string[]): Promise<CommandResult> =>
  runCli(args, { cwd: folder });

/** A project whose model is walked. */
const walked = (
  walk: unknown,
  files: Readonly<Record<string, string>> = {},
  suite: object = MANIFEST.suite,
) =>
  project({
    'specs/Cell.cfg': CONFIG.replace('INVARIANT Fresh\n', ''),
    'specs/manifest.json': JSON.stringify({
      ...MANIFEST,
      suite,
      models: [{ module: 'Cell', config: 'Cell.cfg', expect: { result: 'holds' }, walk }],
    }),
    ...files,
  });

const walksOf = (folder: string): string[] =>
  readFileSync(join(folder, 'specs/generated/Cell.walks.json'), 'utf8').split('\n');

describe('the walks of a suite that is written again', () => {
  test('are those that were there, but for what the specification changes', async () => {
    const folder = walked('every transition');
    const first = await tracewright(folder, 'generate', 'specs');
    expect(first.stderr).toBe('');
    expect(first.stdout).toContain('specs/generated: walks of 1 model, 3 files written');
    const before = walksOf(folder);
    edit('Cell.tla', (text) =>
      text.replace(
        'Write(v) ==',
        'Write(v) == ~(value = 1 /\\ v = 2 /\\ \\A r \\in Readers : cache[r] = 1) /\\',
      ),
    )(folder);
    const second = await tracewright(folder, 'generate', 'specs');
    expect(second.stderr).toMatch(
      /^Cell: \d+ of \d+ walks (is|are) as before; 1 is mended; .*the model no longer has 1 transition \(Write\(v = 2\)\)$/m,
    );
    const after = walksOf(folder);
    expect(after.filter((line, i) => line !== before[i]).length).toBeLessThan(10);
    expect((await tracewright(folder, 'generate', '--check', 'specs')).exitCode).toBe(0);
  });
});

describe('a part of the transitions', () => {
  test('is walked where the manifest wants no more, and the certificate says what is missing', async () => {
    const folder = walked({ goal: 'every transition', percent: 60 });
    expect((await tracewright(folder, 'generate', 'specs')).exitCode).toBe(0);
    const replay = await tracewright(folder, 'replay', 'specs');
    expect(replay.exitCode).toBe(0);
    expect(replay.stdout).toMatch(/Cell#1: \d+ of 108 transitions, one walk/);
    expect(replay.stdout).toMatch(/missing: \d+ transitions were not taken: /);
    expect(replay.stdout).not.toContain('by no others');
  });
});

describe('simulated behaviors', () => {
  const walk = { goal: 'simulation', behaviors: 5, depth: 6, seed: 3 };
  /** TLC would never come to an end. */
  const endless = {
    'specs/Cell.tla': SPEC.replace('0..2 : Write', '0..2 \\cup {value + 1} : Write'),
    'specs/driver.ts': driver().replace(
      'action.parameters.v === value',
      'action.parameters.v === value || (action.parameters.v > 2 && action.parameters.v !== value + 1)',
    ),
  };

  test('are walked where a model has no end, with the refusals in the states that they visit', async () => {
    const folder = walked(walk, endless);
    const generated = await tracewright(folder, 'generate', 'specs');
    // What the arguments are that depend on the state, the states say that are visited.
    expect(generated.stderr).toBe('');
    expect(generated.exitCode).toBe(0);
    const replay = await tracewright(folder, 'replay', 'specs');
    expect(replay.stdout).toMatch(/Cell#5: 5 simulated behaviors, one walk, 5 steps/);
    expect(replay.stdout).toMatch(
      /missing: what the model does beyond the \d+ states of 5 simulated behaviors/,
    );
    expect(replay.stdout).not.toContain('by no others');
    expect(replay.stdout).not.toContain('only for the arguments that occur');
    expect(replay.exitCode).toBe(0);
    expect((await tracewright(folder, 'generate', '--check', 'specs')).stdout).toContain('up to date');
    edit('driver.ts', (text) => text.replace("return 'refused'", "return 'done'"))(folder);
    const lax = await tracewright(folder, 'replay', 'specs');
    expect(lax.stdout).toMatch(
      /the implementation performed Write\(v = \d\), which the model does not allow here/,
    );
    expect(lax.exitCode).toBe(1);
  });

  test('say why, where there are none', async () => {
    const folder = walked(walk, { 'specs/Cell.tla': SPEC.replace('v # value', 'value # "red"') });
    const generated = await tracewright(folder, 'generate', 'specs');
    expect(generated.stderr).toContain('Attempted to check equality of integer 0 with non-integer');
    expect(generated.exitCode).toBe(2);
  });
});

test('a model without end is walked no further than to the limit, and nothing is left behind', async () => {
  const folder = walked('every transition', {
    'specs/Cell.tla': SPEC.replace('0..2 : Write', '0..2 \\cup {value + 1} : Write'),
  });
  const scratch = tempFolder();
  const generated = await runCli(['generate', 'specs'], {
    cwd: folder,
    env: { TMPDIR: scratch },
    onStart: (child) => onTestFinished(() => void child.kill()),
  });
  const [, seen] =
    /Cell: no walks: the model has more than 200,000 states \((\S+) were seen before/.exec(
      generated.stderr,
    ) ?? [];
  expect(Number(seen?.replaceAll(',', ''))).toBeGreaterThan(200_000);
  expect(generated.stderr).toContain(
    '; use smaller constants, or "walk": { "goal": "simulation" }, which walks random behaviors\n',
  );
  expect(generated.stdout).toBe('');
  expect(generated.exitCode).toBe(2);
  expect(existsSync(join(folder, 'specs/generated'))).toBe(false);
  expect(readdirSync(scratch)).toEqual([]);
});

test('a specification that is wrong is told as by a check, also where it is to be walked', async () => {
  const folder = walked('every transition', { 'specs/Cell.tla': SPEC.replace('Write(v) ==', 'Write(v) = ') });
  const generated = await tracewright(folder, 'generate', 'specs');
  expect(generated.stderr).toContain('FAIL specs/Cell.cfg: error in the specification');
  expect(generated.stderr).toContain('no suite, because TLC does not say what the manifest expects');
  expect(generated.exitCode).toBe(2);
});

/** The cell may also be cleared, to whatever value it likes. */
const CLEARED = SPEC.replace('Next ==', "Clear == value' \\in 0..1 /\\ UNCHANGED cache\nNext == Clear \\/");
const CLEARING = driver().replace(
  '} else {',
  "} else if ((action.name as string) === 'Clear') {\n        value = 0;\n      } else {",
);

describe('an implementation that chooses', () => {
  test('has no full certificate while nobody says that it may', async () => {
    const folder = walked('every transition', { 'specs/Cell.tla': CLEARED, 'specs/driver.ts': CLEARING });
    const generated = await tracewright(folder, 'generate', 'specs');
    expect(generated.stderr).toContain(
      'warning: Cell: Clear may lead from one state to several (in 27 states), and no parameter says to which',
    );
    const replay = await tracewright(folder, 'replay', 'specs');
    expect(replay.exitCode).toBe(1);
    expect(replay.stdout).toContain(
      'the implementation rightly went another way: Clear has several outcomes; if that is its right, "choices": "implementation" in the manifest\'s "walk" lets walks go on from there',
    );
  });

  test('has one that says that it does what the model allows, where the manifest leaves it the choice', async () => {
    const walk = { goal: 'every transition', choices: 'implementation' };
    const folder = walked(walk, { 'specs/Cell.tla': CLEARED, 'specs/driver.ts': CLEARING });
    expect((await tracewright(folder, 'generate', 'specs')).stderr).toBe('');
    const replay = await tracewright(folder, 'replay', 'specs');
    expect(said(replay)).toContain(
      'the implementation performs what the model allows with an outcome that it allows, and refuses everything else',
    );
    expect(replay.stdout).toMatch(
      /Cell: \d+ of \d+ transitions taken, 27 of 27 states visited; the others need choices/,
    );
    expect(replay.exitCode).toBe(0);
    const counted = await tracewright(folder, 'check', 'specs', '--coverage');
    expect(counted.stdout).toMatch(/^ +Clear +\d+ +- +- +Cell.tla:\d+$/m);
    expect(counted.stdout).toContain('note: Cell.cfg: how many transitions its suite takes');
    edit('driver.ts', (text) => text.replace('value = 0;\n      } else {', 'value = 2;\n      } else {'))(
      folder,
    );
    const wrong = await tracewright(folder, 'replay', 'specs');
    expect(wrong.stdout).toContain('value: expected 0, actual 2');
    expect(wrong.exitCode).toBe(1);
  });
});

describe('a driver that cannot tell refusals', () => {
  const blind = driver().replace('init() {', 'tellsRefusal: false,\n    init() {');

  test('leaves the certificate open, with what to do about it', async () => {
    const folder = walked('every transition', { 'specs/driver.ts': blind });
    await tracewright(folder, 'generate', 'specs');
    const replay = await tracewright(folder, 'replay', 'specs');
    expect(replay.stdout).toContain(
      'if it never can, "refusals": false in the manifest\'s "walk" asks for none',
    );
    expect(replay.exitCode).toBe(1);
  });

  test('has a certificate that says what is missing, where the manifest asks for no refusals', async () => {
    const folder = walked({ goal: 'every transition', refusals: false }, { 'specs/driver.ts': blind });
    await tracewright(folder, 'generate', 'specs');
    const replay = await tracewright(folder, 'replay', 'specs');
    expect(replay.stdout).toContain('missing: refusals were not tried: the manifest asks for none');
    expect(replay.exitCode).toBe(0);
  });
});

describe('replay', () => {
  test('says how many walks there are when another one is asked for', async () => {
    const folder = walked({ goal: 'every action' });
    await tracewright(folder, 'generate', 'specs');
    const replay = await tracewright(folder, 'replay', 'specs', '--test', 'Cell#99');
    expect(replay.stderr).toMatch(
      /specs\/generated\/suite\.test\.ts has no Cell#99: the last one is Cell#\d/,
    );
    expect(replay.exitCode).toBe(2);
  });

  test('saves no failure that only comes after refusals', async () => {
    const forgetful = driver()
      .replace(
        "if (action.parameters.v === value) return 'refused';",
        "if (action.parameters.v === value) return (cache['hidden'] = 1), delete cache['hidden'], (broken = true), 'refused';\n        if (broken) cache = { r1: 2, r2: 2 };",
      )
      .replace('let value = 0;', 'let value = 0;\n  let broken = false;');
    const folder = walked('every transition', { 'specs/driver.ts': forgetful });
    await tracewright(folder, 'generate', 'specs');
    const saved = await tracewright(folder, 'replay', 'specs', '--test', 'Cell', '--save', 'broken');
    expect(saved.stderr).toContain(
      'the failure only comes when actions were refused on the way: a trace shows only',
    );
    expect(existsSync(join(folder, 'specs/traces/broken.trace.json'))).toBe(false);
  });

  test('takes a suite for out of date when the model of a saved trace has changed', async () => {
    const wrong = driver('cache[action.parameters.r] = value === 2 ? 1 : value;');
    const folder = walked('every transition', { 'specs/driver.ts': wrong });
    await tracewright(folder, 'generate', 'specs');
    expect(
      (await tracewright(folder, 'replay', 'specs', '--test', 'Cell', '--save', 'two')).stdout,
    ).toContain('saved');
    const manifest = join(folder, 'specs/manifest.json');
    const asked = JSON.parse(readFileSync(manifest, 'utf8')) as { models: { walk?: unknown }[] };
    // The model of the trace is walked no more, and another one is.
    writeFileSync(join(folder, 'specs/Other.tla'), SPEC.replaceAll('Cell', 'Other'));
    writeFileSync(join(folder, 'specs/Other.cfg'), readFileSync(join(folder, 'specs/Cell.cfg')));
    const { walk, ...unwalked } = asked.models[0]!;
    const models = [unwalked, { ...unwalked, module: 'Other', config: 'Other.cfg', walk }];
    writeFileSync(manifest, JSON.stringify({ ...asked, models }));
    expect((await tracewright(folder, 'generate', 'specs')).exitCode).toBe(0);
    edit('driver.ts', () => driver())(folder);
    expect((await tracewright(folder, 'replay', 'specs')).exitCode).toBe(0);
    edit('Cell.tla', (text) => text.replace('v # value', 'v # value /\\ v # 2'))(folder);
    const stale = await tracewright(folder, 'replay', 'specs');
    expect(stale.stderr).toContain('is out of date: Cell.tla has changed since it was generated');
    const generated = await tracewright(folder, 'generate', 'specs');
    expect(generated.stderr).toContain(
      'the trace specs/traces/two.trace.json is no behavior of the specification',
    );
  });

  test('names a saved trace that is not there, also where a suite has nothing else', async () => {
    const folder = walked(undefined, {}, { ...MANIFEST.suite, traces: ['traces/nope.trace.json'] });
    const generated = await tracewright(folder, 'generate', 'specs');
    expect(generated.stderr).toContain('specs/traces/nope.trace.json');
    expect(generated.exitCode).toBe(2);
  });
});

test('choices of the implementation do not go with a constraint', async () => {
  const folder = walked(
    { goal: 'every transition', choices: 'implementation' },
    {
      'specs/Cell.tla': SPEC.replace(/^====/m, 'Small == value < 2\n===='),
      'specs/Cell.cfg': `${CONFIG.replace('INVARIANT Fresh\n', '')}CONSTRAINT Small\n`,
    },
  );
  const generated = await tracewright(folder, 'generate', 'specs');
  expect(generated.stderr).toContain('"choices": "implementation" does not go with a CONSTRAINT');
  expect(generated.exitCode).toBe(2);
  expect(existsSync(join(folder, 'specs/generated'))).toBe(false);
});
