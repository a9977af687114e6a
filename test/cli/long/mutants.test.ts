import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../../support/run-cli.ts';
import { tempCopy, tempFolder } from '../../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/mutants');

describe('mutants', { timeout: 180_000 }, () => {
  test('tells who notices each mutant, and leaves nothing behind', async () => {
    const [folder, temporary] = [tempCopy(CASES), tempFolder()];
    const run = await runCli(['mutants', 'Light.tla'], { cwd: folder, env: { TMPDIR: temporary } });
    expect(run.exitCode).toBe(0);
    await expect(run.stdout).toMatchFileSnapshot(join(CASES, 'expected.txt'));
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(readdirSync(CASES).sort());
  });

  test('says what can be done where the original is too large to be compared', async () => {
    const folder = tempFolder({
      'Wide.tla': `---- MODULE Wide ----
EXTENDS Integers
VARIABLE x
Init == x \\in 1..200001
Next == x < 0 /\\ x' = 0
====
`,
      'Wide.cfg': 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n',
    });
    const run = await runCli(['mutants', 'Wide.tla', '--every', '3'], { cwd: folder });
    expect(run.stdout).toMatch(
      /state graphs are not compared: the model has more than 200,000 states \(200,001 were seen before TLC was stopped\); with smaller constants, the mutants can be compared with it$/m,
    );
    expect(run.exitCode).toBe(0);
  });

  test('stops at once when it is interrupted, and removes its folders', async () => {
    const temporary = tempFolder();
    const folder = tempFolder({
      'Tick.tla': "---- MODULE Tick ----\nVARIABLE x\nInit == x = TRUE\nNext == x' = ~x\n====\n",
      'Tick.cfg': 'INIT Init\nNEXT Next\n',
    });
    const run = await runCli(['mutants', 'Tick.tla'], {
      cwd: folder,
      env: { TMPDIR: temporary },
      onStart: (child) => {
        const watch = setInterval(() => {
          if (!readdirSync(temporary).some((name) => name.startsWith('tracewright-mutant-'))) return;
          clearInterval(watch);
          child.kill('SIGINT');
        }, 20);
        child.once('close', () => clearInterval(watch));
      },
    });
    expect(run.exitCode).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('judges each change of several models once, on one that can show it', async () => {
    const folder = tempFolder({
      'Count.tla': `---- MODULE Count ----
EXTENDS Naturals
CONSTANT Limit
VARIABLE x
Init == x = 0
Up == x < Limit /\\ x' = (x + 1) % 3
Next == Up
====
`,
      'Count_none.cfg': 'INIT Init\nNEXT Next\nCONSTANT Limit = 0\nCHECK_DEADLOCK FALSE\n',
      'Count_two.cfg': 'INIT Init\nNEXT Next\nCONSTANT Limit = 2\nCHECK_DEADLOCK FALSE\n',
    });
    const run = await runCli(['mutants', '.', '--together'], { cwd: folder });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toBe(`2 models together: 4 mutants: 4 differ from the original, 0 equivalent
  any of the properties        0 of 4
  tests of the state graph     3 of 4
  any of these                 3 of 4
  note: each mutant was judged on one model after the other until something noticed it, and of the properties only the first is named

  Count.tla:5  Init weakened  (Init)
      x = 0  becomes  x \\in {0, 1}
      no test can insist: it may also begin with x = 1
  Count.tla:6  guard dropped  (Up)
      x < Limit  becomes  TRUE
      separated by a suite of every transition: Up is not refused in x = 0
  Count.tla:6  guard negated  (Up)
      x < Limit  becomes  ~(x < Limit)
      separated by a suite of every transition: Up is not refused in x = 0
  Count.tla:6  update dropped  (Up)
      x' = (x + 1) % 3  becomes  UNCHANGED x
      separated by a suite of every transition: Up does not lead to x = 1
`);
    const part = await runCli(['mutants', '.', '--together', '--every', '3'], { cwd: folder });
    expect(part.stdout).toContain('2 models together: 2 mutants: 2 differ from the original');
    expect(part.stdout).toContain('note: a part of 4 mutants was judged');
  });

  test('finds what shows a mutant without end among its first states, and says where these show nothing', async () => {
    const folder = tempFolder({
      'Endless.tla': `---- MODULE Endless ----
EXTENDS Naturals
VARIABLE x
Init == x = 0
Up == x < 2 /\\ x' = x + 1
Go == UNCHANGED x \\/ (x < 2 /\\ x' = x + 1)
Next == Up \\/ Go
====
`,
      'Endless.cfg': 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n',
    });
    const run = await runCli(['mutants', 'Endless.tla'], { cwd: folder });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toContain(`x < 2  becomes  TRUE
      separated by a suite of every transition: Up is not refused in x = 2
`);
    expect(run.stdout).toContain(`x < 2  becomes  TRUE
      which test shows it is not known: it has more than 1012 states, the original 3
`);
  });

  test('calls no mutant the same within a constraint, asks its properties, and hears its assertions', async () => {
    const folder = tempFolder({
      'Cut.tla': `---- MODULE Cut ----
EXTENDS Naturals, TLC
VARIABLE x
Init == x = 0
Up == /\\ x < 3
      /\\ x' = x + 1
      /\\ Assert(x < 3, "beyond")
Small == x <= 3
Next == Up
====
`,
      'Cut.cfg': 'INIT Init\nNEXT Next\nCONSTRAINT Small\nCHECK_DEADLOCK FALSE\n',
      'Wide.tla': `---- MODULE Wide ----
EXTENDS Naturals
VARIABLE x
Init == x = 0
Up == x < 3 /\\ x' = x + 1
Stay == x = 3 /\\ UNCHANGED x
Small == x <= 3
Next == Up \\/ Stay
====
`,
      'Wide.cfg': 'INIT Init\nNEXT Next\nCONSTRAINT Small\nINVARIANT Small\nCHECK_DEADLOCK FALSE\n',
    });
    const cut = await runCli(['mutants', 'Cut.tla'], { cwd: folder });
    expect(cut.stdout).toMatch(/x < 3 {2}becomes {2}TRUE\n +noticed by assertion/);
    const wide = await runCli(['mutants', 'Wide.tla'], { cwd: folder });
    expect(wide.stdout).toMatch(
      /x < 3 {2}becomes {2}TRUE\n +noticed by Small\n +not known: the state graph is the same within the constraint/,
    );
    expect(wide.stdout).not.toMatch(/x < 3 {2}becomes {2}TRUE\n +equivalent/);
  });

  test('tries a change on each model where it is not sure that it makes no difference', async () => {
    const folder = tempFolder({
      'Gate.tla': `---- MODULE Gate ----
EXTENDS Naturals, FiniteSets
CONSTANTS P, Max
VARIABLES n, f, closed
Can == \\A p \\in P : n[p] < Max
Init == n = [p \\in P |-> 0] /\\ f = <<TRUE, FALSE>> /\\ closed = FALSE
Up(p) == /\\ n[p] < Max
         /\\ n[p] < 1
         /\\ n' = [n EXCEPT ![p] = @ + 1]
         /\\ UNCHANGED <<f, closed>>
Keep == f[1] /\\ f' = [f EXCEPT ![1] = TRUE] /\\ UNCHANGED <<n, closed>>
Close == closed = FALSE /\\ (~Can) /\\ closed' = TRUE /\\ UNCHANGED <<n, f>>
Next == (\\E p \\in P : Up(p)) \\/ Keep \\/ Close
First == f[2] = FALSE
====
`,
      'One.cfg':
        'INIT Init\nNEXT Next\nINVARIANT First\nCONSTANTS P = {p1}\n Max = 1\nCHECK_DEADLOCK FALSE\n',
    });
    const run = await runCli(['mutants', 'Gate.tla', '--config', 'One.cfg', '--together'], { cwd: folder });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/another element of the domain\n +noticed by First/);
  });

  test('names the test of the suite that shows a mutant, and says where none comes', async () => {
    const folder = tempFolder({
      'package.json': '{ "type": "module" }',
      'driver.ts': 'export {};',
      'Fork.tla': `---- MODULE Fork ----
EXTENDS Naturals
VARIABLES x, y
Init == x = 0 /\\ y = [p \\in {1, 2} |-> 0]
Left(p) == x = 0 /\\ x' \\in {p, 3} /\\ UNCHANGED y
Mark == x = 3 /\\ y' = [y EXCEPT ![1] = 1] /\\ UNCHANGED <<x>>
Next == (\\E p \\in {1} : Left(p)) \\/ Mark
Spec == Init /\\ [][Next]_<<x, y>>
====
`,
      'Fork.cfg': 'SPECIFICATION Spec\nCHECK_DEADLOCK FALSE\n',
      'manifest.json': JSON.stringify({
        name: 'fork',
        suite: { driver: 'driver.ts', output: 'generated' },
        models: [
          {
            module: 'Fork',
            config: 'Fork.cfg',
            expect: { result: 'holds' },
            walk: { goal: 'every transition', maxSteps: 1 },
          },
        ],
      }),
    });
    const made = await runCli(['generate', '.'], { cwd: folder });
    expect(made.exitCode, made.stderr).toBe(0);
    const run = await runCli(['mutants', '.'], { cwd: folder });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toContain('no test can insist: it may also begin with x = 1 /\\ y = <<0, 0>>');
    expect(run.stdout).toContain('separated by Fork#1, before the first step: Mark is not refused in x = 0');
    expect(run.stdout).toContain(
      'no test of the suite comes there: Mark does not lead to x = 3 /\\ y = <<1, 0>>',
    );
    expect(run.stdout).toContain("UNCHANGED <<x>>  becomes  x' = 0");
    // Left has bound p itself.
    expect(run.stdout).toContain("UNCHANGED y  becomes  y' = [tw_p");
    expect(run.stdout).not.toContain('not a model');
  });

  test('says that no model is walked', async () => {
    const run = await runCli(['mutants', 'Light.tla', '--walked'], { cwd: tempCopy(CASES) });
    expect(run.stderr).toContain('there is no model here that is expected to hold and has a "walk"');
    expect(run.exitCode).toBe(2);
  });

  test('refuses a model that is wrong itself', async () => {
    const folder = tempFolder({
      'Bad.tla':
        "---- MODULE Bad ----\nVARIABLE x\nInit == x = 1\nNext == x = 1 /\\ x' = 2\nOne == x = 1\n====\n",
      'Bad.cfg': 'INIT Init\nNEXT Next\nINVARIANT One\n',
    });
    const run = await runCli(['mutants', 'Bad.tla'], { cwd: folder });
    expect(run.stderr).toContain(
      'a mutant shows nothing where the original is wrong: invariant One is violated',
    );
    expect(run.exitCode).toBe(2);
  });
});
