import Ajv2020 from 'ajv/dist/2020.js';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempCopy, tempFolder } from '../support/temp-folder.ts';

const SPECS = join(ROOT, 'test/cases/tlc-output/specs');

/** A counter with everything that a model can show; `extra` is added to the module. */
const counter = (extra = ''): string => `---- MODULE Counter ----
EXTENDS Naturals
CONSTANT Max
VARIABLE x
Init == x = 0
Up(n) == x + n <= Max /\\ x' = x + n
Next == \\E n \\in 1..2 : Up(n)
Spec == Init /\\ [][Next]_x
Small == x < 3
${extra}====
`;

const HOLDS = 'SPECIFICATION Spec\nCONSTANT Max = 3\nINVARIANT Small\nCHECK_DEADLOCK FALSE\n';

/** The log's path and the duration change from run to run. */
const stable = (text: string): string =>
  text.replace(/\s+\d+\.\d s$/gm, '').replace(/all that TLC said: .*/g, 'all that TLC said: LOG');

describe('a foreign specification with a plain cfg file', () => {
  test('the lasso of Lasso.tla is shown with named parameters and exits with 1', async () => {
    const folder = tempCopy(SPECS);
    const run = await runCli(['check', 'Lasso.tla', '--config', 'lasso_live.cfg'], { cwd: folder });
    expect(run.exitCode).toBe(1);
    expect(stable(run.stdout)).toMatchInlineSnapshot(`
      "FAIL lasso_live.cfg: temporal property Settles is violated
             1  initial state
                  x = 0
                  phase = "up"
             2  Up(n = 1)  Lasso.tla:6
                  x: 0 -> 1
             3  Up(n = 2)  Lasso.tla:6
                  x: 1 -> 3
             4  Turn  Lasso.tla:7
                  phase: "up" -> "down"
             5  Down  Lasso.tla:8
                  x: 3 -> 2
             6  Down  Lasso.tla:8
                  x: 2 -> 1
             7  Down  Lasso.tla:8
                  x: 1 -> 0
             loop: Restart  Lasso.tla:9 leads back to state 1
                  phase: "down" -> "up"
                  states 1 to 7 repeat for ever
             repeat with: npx tracewright check Lasso.tla --config lasso_live.cfg
             all that TLC said: LOG
      1 model checked, 0 as expected, 1 not
      "
    `);
  });

  test('the shortest counterexample shows what changed and the command to repeat it, which repeats it', async () => {
    const folder = tempFolder({ 'Counter.tla': counter(), 'Counter.cfg': HOLDS });
    const first = await runCli(['check'], { cwd: folder });
    expect(first.exitCode).toBe(1);
    const repeat = /repeat with: npx tracewright (.*)/.exec(first.stdout)?.[1];
    const second = await runCli(repeat!.split(' '), { cwd: folder });
    expect(second.exitCode).toBe(1);
    expect(stable(second.stdout)).toBe(stable(first.stdout));
  });

  test('what holds exits with 0 and says over how many states', async () => {
    const cfg = HOLDS.replace('Max = 3', 'Max = 2');
    const folder = tempFolder({ 'Counter.tla': counter(), 'Counter.cfg': cfg });
    const run = await runCli(['check', '.'], { cwd: folder });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('Counter.cfg: Small holds, 3 distinct states, complete');
  });

  test('nothing found under a constraint exits with 3 and names the constraint', async () => {
    const cfg = `${HOLDS}CONSTRAINT Low\n`;
    const folder = tempFolder({
      'Counter.tla': counter('Low == x < 1\n'),
      'Counter.cfg': cfg.replace('Max = 3', 'Max = 2'),
    });
    const run = await runCli(['check', '.'], { cwd: folder });
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toContain('nothing found within the constraint Low');
    expect(run.stdout).toContain(
      '0 as expected, 1 searched in part only (exit code 3: too little was searched',
    );
  });

  test('of several temporal properties, the violated one is named', async () => {
    const extra = 'Stays == []<>(x >= 0)\nReaches == <>(x = 2)\n';
    const cfg = 'SPECIFICATION Spec\nCONSTANT Max = 2\nPROPERTIES Stays Reaches\nCHECK_DEADLOCK FALSE\n';
    const folder = tempFolder({ 'Counter.tla': counter(extra), 'Counter.cfg': cfg });
    const run = await runCli(['check', '.'], { cwd: folder });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('temporal property Reaches is violated');
    expect(run.stdout).toMatch(/stuttering: state \d repeats for ever/);
  });

  test('when two instances explain a step, both are shown', async () => {
    const spec = `---- MODULE Two ----
EXTENDS Naturals
VARIABLE x
Init == x = 0
A(n) == x < 1 /\\ x' = x + n \\div n
B(S) == x < 1 /\\ x' = x + 1 /\\ S # {}
Next == (\\E n \\in 1..2 : A(n)) \\/ (\\E S \\in SUBSET {"a"} : B(S))
Never == x = 0
====
`;
    const folder = tempFolder({ 'Two.tla': spec, 'Two.cfg': 'INIT Init\nNEXT Next\nINVARIANT Never\n' });
    const run = await runCli(['check', '.'], { cwd: folder });
    expect(run.stdout).toContain('A(n = 1)  or A(n = 2) or B(S = {"a"})');
  });

  test('a folder with several models checks them all, and the worst decides', async () => {
    const folder = tempFolder({
      'one/Counter.tla': counter(),
      'one/Counter.cfg': HOLDS,
      'two/Counter.tla': counter(),
      'two/Counter_small.cfg': HOLDS.replace('Max = 3', 'Max = 2'),
    });
    const run = await runCli(['check', '.'], { cwd: folder });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('2 models checked, 1 as expected, 1 not');
  });
});

describe('--json', () => {
  test('prints the report on standard output as its schema says, and text on standard error', async () => {
    const folder = tempFolder({
      'Counter.tla': counter(),
      'Counter.cfg': HOLDS,
      'Orphan.cfg': 'INIT Init\nNEXT Next\n',
      'Other.tla': '---- MODULE Other ----\n====\n',
    });
    const run = await runCli(['check', '.', '--json'], { cwd: folder });
    const report = JSON.parse(run.stdout) as {
      exitCode: number;
      models: { verdict: { trace: unknown } }[];
      errors: unknown[];
    };
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs/check-report.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020.default({ allErrors: true }).compile(schema);
    expect(validate(report) || validate.errors).toBe(true);
    expect(report.exitCode).toBe(2);
    expect(report.models[0]?.verdict.trace).toEqual({
      schema: 'tracewright/trace/1',
      origin: expect.objectContaining({ module: 'Counter', config: 'Counter.cfg', fp: 0 }) as object,
      initial: { x: 0 },
      steps: [
        {
          actions: [{ name: 'Up', arguments: [{ name: 'n', value: 1 }] }],
          location: expect.objectContaining({ module: 'Counter', beginLine: 6 }) as object,
          state: { x: 1 },
        },
        {
          actions: [{ name: 'Up', arguments: [{ name: 'n', value: 2 }] }],
          location: expect.objectContaining({ module: 'Counter', beginLine: 6 }) as object,
          state: { x: 3 },
        },
      ],
      end: { kind: 'finite' },
      notes: [],
    });
    expect(run.stderr).toContain('invariant Small is violated');
    expect(run.stderr).toContain('no module of this folder has a name that this configuration begins with');
  });
});

describe('a manifest', () => {
  const manifest = (expect: object): string =>
    JSON.stringify({
      name: 'counter',
      models: [{ module: 'Counter', config: 'Counter.cfg', expect, why: 'it counts to 3' }],
    });
  const withManifest = (text: string): string =>
    tempFolder({ 'Counter.tla': counter(), 'Counter.cfg': HOLDS, 'manifest.json': text });

  test('an expected violation of the named property exits with 0', async () => {
    const run = await runCli(['check', '.'], {
      cwd: withManifest(manifest({ result: 'violated', property: 'Small' })),
    });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('invariant Small is violated, as expected');
  });

  test('a violation of another property is red and says so', async () => {
    const folder = tempFolder({
      'Counter.tla': counter('Other == TRUE\n'),
      'Counter.cfg': HOLDS.replace('Small', 'Small Other'),
      'manifest.json': manifest({ result: 'violated', property: 'Other' }),
    });
    const run = await runCli(['check', '.'], { cwd: folder });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('Other is expected to be violated, but invariant Small is violated');
  });

  test('a violation of what the configuration does not name is a mistake, before TLC is started', async () => {
    const text = manifest({ result: 'violated', property: 'Smal' }).replace(',"property"', ',\n"property"');
    const run = await runCli(['check', '.'], { cwd: withManifest(text), env: { JAVA_HOME: '/nowhere' } });
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain(
      'FAIL manifest.json:2: "Smal" is no invariant or property that Counter.cfg names; did you mean "Small"?',
    );
  });

  test('a model that is claimed to hold and does not is red, with its trace', async () => {
    const run = await runCli(['check', '.'], { cwd: withManifest(manifest({ result: 'holds' })) });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('expected to hold, but found: invariant Small is violated');
    expect(run.stdout).toContain('Up(n = 2)');
  });

  test('a cfg file that no entry names is an error: no model can be forgotten', async () => {
    const folder = tempFolder({
      'Counter.tla': counter(),
      'Counter.cfg': HOLDS,
      'New.cfg': 'INIT Init\n',
      'manifest.json': manifest({ result: 'holds' }),
    });
    const run = await runCli(['check', '.'], { cwd: folder });
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain('manifest.json: New.cfg is in no entry of the manifest');
  });
});

describe('bad input exits with 2, says where, and leaves nothing behind', () => {
  test.each([
    ['a syntax error', counter('Bad == x +\n'), HOLDS, /Counter\.tla:1[01]:\d+: /],
    ['an unknown operator', counter('Bad == y\n'), HOLDS, /Counter\.tla:10:8: Unknown operator: `y'\./],
    [
      'a missing module',
      counter().replace('EXTENDS Naturals', 'EXTENDS Naturals, Nowhere'),
      HOLDS,
      /Cannot find source file for module Nowhere/,
    ],
    [
      'a constant without a value',
      counter(),
      HOLDS.replace('CONSTANT Max = 3', ''),
      /The constant parameter Max is not assigned a value/,
    ],
    ['a cfg file with an unknown keyword', counter(), `${HOLDS}INVARIENT Small\n`, /Counter\.cfg:5:1: /],
    ['an unknown invariant', counter(), HOLDS.replace('INVARIANT Small', 'INVARIANT Smal'), /Smal/],
    [
      'an evaluation error',
      counter('Boom == <<1>>[x + 1] = 1\n'),
      HOLDS.replace('INVARIANT Small', 'INVARIANT Boom'),
      /Counter\.tla:10:9: .*Boom/,
    ],
    [
      'a variable without a value',
      counter().replace('VARIABLE x', 'VARIABLES x, y'),
      HOLDS,
      /Counter\.tla: The initial predicate gives no value to y\./,
    ],
    [
      'a variable without a next value',
      counter().replace('VARIABLE x', 'VARIABLES x, y').replace('x = 0', 'x = 0 /\\ y = 0'),
      HOLDS,
      /Counter\.tla:6:\d+: Successor state is not completely specified.* y\./,
    ],
    ['no module at all', '', HOLDS, /Counter\.tla: SANY could not read it; is it a whole module\?/],
    ['no initial state', counter().replace('x = 0', 'x = 0 /\\ x = 1'), HOLDS, /no initial state|initial/],
  ])('%s', async (_, spec, cfg, message) => {
    const folder = tempFolder({ 'Counter.tla': spec, 'Counter.cfg': cfg });
    const run = await runCli(['check', '.'], { cwd: folder });
    expect(run.stdout).toMatch(message);
    expect(run.exitCode).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(['Counter.cfg', 'Counter.tla']);
  });

  test('an assumption of the size of a model: too little memory', async () => {
    const hungry = counter('Big == x \\in DOMAIN [n \\in 1..900000 |-> <<n, n, n>>] \\/ TRUE\n');
    const folder = tempFolder({
      'Counter.tla': hungry,
      'Counter.cfg': HOLDS.replace('INVARIANT Small', 'INVARIANT Big'),
    });
    const run = await runCli(['check', '.', '--memory', '16'], { cwd: folder });
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toMatch(/memory/);
  });

  test('too little time', async () => {
    const endless = counter().replace("x + n <= Max /\\ x' = x + n", "x' = x + n");
    const folder = tempFolder({
      'Counter.tla': endless,
      'Counter.cfg': HOLDS.replace('INVARIANT Small', ''),
    });
    const run = await runCli(['check', '.', '--time-limit', '3'], { cwd: folder });
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain('stopped at the time limit');
  });

  test.each([
    ['no such path', ['check', 'nowhere'], /no such file or folder/],
    ['a folder without models', ['check', '.'], /no manifest\.json and no cfg file/],
    ['an unknown command', ['chek'], /did you mean check/],
    ['a bad number', ['check', '--fp', '500'], /whole number from 0 to 130/],
    ['nothing to generate', ['generate', '.'], /no manifest\.json/],
  ])('%s', async (_, args, message) => {
    const run = await runCli(args, { cwd: tempFolder({ 'readme.txt': '' }) });
    expect(run.stdout + run.stderr).toMatch(message);
    expect(run.exitCode).toBe(2);
  });

  test.each([
    ['no Java', { PATH: '/nowhere', JAVA_HOME: undefined }, /There is no `java` on PATH/],
    ['a wrong JAVA_HOME', { JAVA_HOME: '/nowhere' }, /JAVA_HOME is \/nowhere/],
    [
      'no jar',
      { TLA2TOOLS_JAR: '/nowhere/tla2tools.jar' },
      /There is no TLC jar at \/nowhere\/tla2tools\.jar.*\n.*tracewright setup/,
    ],
  ])('%s', async (_, env, message) => {
    const folder = tempFolder({ 'Counter.tla': counter(), 'Counter.cfg': HOLDS });
    const run = await runCli(['check', '.'], { cwd: folder, env });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(message);
  });

  test('settings with a mistake', async () => {
    const folder = tempFolder({
      'Counter.tla': counter(),
      'Counter.cfg': HOLDS,
      'tracewright.config.json': '{ "jarr": "x" }',
    });
    const run = await runCli(['check', '.'], { cwd: folder });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('there is no setting "jarr"');
  });
});

test('Ctrl-C exits with 130 and leaves no temporary folder', async () => {
  const endless = counter().replace("x + n <= Max /\\ x' = x + n", "x' = x + n");
  const folder = tempFolder({ 'Counter.tla': endless, 'Counter.cfg': HOLDS.replace('INVARIANT Small', '') });
  const scratch = tempFolder();
  const run = await runCli(['check', '.'], {
    cwd: folder,
    env: { TMPDIR: scratch },
    onStart: (child) => {
      const stopWhenRunning = setInterval(() => {
        if (readdirSync(scratch).length === 0) return;
        clearInterval(stopWhenRunning);
        setTimeout(() => child.kill('SIGINT'), 1500);
      }, 50);
    },
  });
  expect(run.exitCode).toBe(130);
  expect(readdirSync(scratch)).toEqual([]);
  expect(tmpdir()).not.toBe(scratch);
});

test('a reader that goes away ends the check, without a stack trace', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const files = names.flatMap((name) => [
    [`${name}/Counter.tla`, counter()],
    [`${name}/Counter.cfg`, HOLDS],
  ]);
  const run = await runCli(['check', '.', '--workers', 'auto'], {
    cwd: tempFolder(Object.fromEntries(files) as Record<string, string>),
    onStart: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
  });
  expect(run.stderr).toBe('');
  expect(run.exitCode).toBe(130);
});

describe('modules from elsewhere', () => {
  const spec = `---- MODULE Uses ----
EXTENDS Helper
VARIABLE x
Init == x = 0
Next == x' = Twice(x)
Zero == x = 0
====
`;
  const files = {
    'specs/Uses.tla': spec,
    'specs/Uses.cfg': 'INIT Init\nNEXT Next\nINVARIANT Zero\n',
    'shared modules/Helper.tla': '---- MODULE Helper ----\nEXTENDS Naturals\nTwice(n) == 2 * n\n====\n',
  };

  test('are found by --lib', async () => {
    const run = await runCli(['check', 'specs', '--lib', 'shared modules'], { cwd: tempFolder(files) });
    expect(run.stdout).toContain('Zero holds, 1 distinct state, complete');
    expect(run.exitCode).toBe(0);
  });

  test('are found by the settings of the project, also from a folder below them', async () => {
    const settings = { 'tracewright.config.json': '{ "libraries": ["shared modules"] }' };
    const folder = tempFolder({ ...files, ...settings });
    const run = await runCli(['check', 'Uses.tla'], { cwd: join(folder, 'specs') });
    expect(run.exitCode).toBe(0);
  });

  test('and are missed without', async () => {
    const run = await runCli(['check', 'specs'], { cwd: tempFolder(files) });
    expect(run.stdout).toContain('Cannot find source file for module Helper');
    expect(run.exitCode).toBe(2);
  });
});

describe('actions are named with their parameters', () => {
  const files = {
    'lib/Steps.tla': "---- MODULE Steps ----\nEXTENDS Naturals\nVARIABLE x\nAdd(n) == x' = x + n\n====\n",
    'specs/Adds.tla':
      '---- MODULE Adds ----\nEXTENDS Steps\nInit == x = 0\nNext == \\E n \\in {2} : Add(n)\nZero == x = 0\n====\n',
    'specs/Adds.cfg': 'INIT Init\nNEXT Next\nINVARIANT Zero\n',
  };

  test.each([
    ['with modules in a library', ''],
    ['where the path has a colon, at which Java ends a path', 'with:colon/'],
  ])('%s', async (_, above) => {
    const entries = Object.entries(files).map(([name, text]) => [above + name, text]);
    const cwd = tempFolder(Object.fromEntries(entries) as Record<string, string>);
    const run = await runCli(['check', `${above}specs`, '--lib', `${above}lib`], { cwd });
    expect(run.stdout).toContain('Add(n = 2)  Steps.tla:4');
    expect(run.stdout).not.toContain('note:');
    expect(run.exitCode).toBe(1);
  });

  test('or a message says why TLC cannot find the modules', async () => {
    const moved = { ...files, 'l:b/Steps.tla': files['lib/Steps.tla'] };
    const run = await runCli(['check', 'specs', '--lib', 'l:b'], { cwd: tempFolder(moved) });
    expect(run.stderr).toContain('l:b: TLC takes ":" for the end of a path; name it by a link without ":"');
    expect(run.exitCode).toBe(2);
  });
});
