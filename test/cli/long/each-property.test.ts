import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Counts to 4 in steps of 1 and 2; `Odd` is violated later than `Small`, and `Ends` needs fairness. */
const SPEC = `---- MODULE Steps ----
EXTENDS Naturals
VARIABLE x
Init == x = 0
Up(n) == x + n <= 4 /\\ x' = x + n
Next == \\E n \\in 1..2 : Up(n)
Spec == Init /\\ [][Next]_x
InRange == x \\in 0..4
Small == x < 2
NotThree == x # 3
Moves == <>(x > 0)
Ends == <>(x = 4)
====
`;
const CONFIG =
  'SPECIFICATION Spec\nINVARIANTS InRange Small NotThree\nPROPERTIES Moves Ends\nCHECK_DEADLOCK FALSE\n';

const manifest = (expect: object): string =>
  JSON.stringify({ name: 'steps', models: [{ module: 'Steps', config: 'Steps.cfg', expect }] });

const project = (expect: object): string =>
  tempFolder({ 'Steps.tla': SPEC, 'Steps.cfg': CONFIG, 'manifest.json': manifest(expect) });

const stable = (text: string): string => text.replace(/\s+\d+\.\d s$/gm, '');

const EACH = {
  result: 'each',
  violated: {
    Small: { why: 'two steps of 1, or one of 2' },
    NotThree: { why: '1 and 2' },
    Moves: { why: 'no fairness' },
    Ends: { why: 'no fairness' },
  },
  others: { result: 'holds', states: { distinct: 5 } },
};

describe('a model whose properties are judged one by one', () => {
  test('every violation is found, and what holds is searched completely', async () => {
    const folder = project(EACH);
    const run = await runCli(['check', '.', '--save-traces', 'traces'], { cwd: folder });
    expect(run.exitCode).toBe(0);
    expect(stable(run.stdout)).toMatchInlineSnapshot(`
      "ok   Steps.cfg: invariant Small is violated, as expected
             two steps of 1, or one of 2
      ok   Steps.cfg: invariant NotThree is violated, as expected
             1 and 2
      ok   Steps.cfg: temporal property Moves is violated, as expected
             no fairness
      ok   Steps.cfg: temporal property Ends is violated, as expected
             no fairness
      ok   Steps.cfg: InRange holds, 5 distinct states, complete
      1 model checked, 1 as expected
      "
    `);
    expect(readdirSync(join(folder, 'traces')).sort()).toEqual([
      'Steps_Ends.trace.json',
      'Steps_Moves.trace.json',
      'Steps_NotThree.trace.json',
      'Steps_Small.trace.json',
    ]);
  });

  test('a violation that nobody expects is red, with the command that shows it, and the others keep their verdict', async () => {
    const { NotThree: _, ...violated } = EACH.violated;
    const folder = project({ ...EACH, violated });
    const first = await runCli(['check', '.'], { cwd: folder });
    expect(first.exitCode).toBe(1);
    expect(first.stdout).toContain('expected to hold, but found: invariant NotThree is violated');
    expect(first.stdout).toContain('InRange holds, 5 distinct states, complete');
    const repeat = /repeat with: (?:npx )?tracewright (.*)/.exec(first.stdout)?.[1];
    expect(repeat).toBe('check Steps.tla --config Steps.cfg --property NotThree');
    const second = await runCli(repeat!.split(' '), { cwd: folder });
    const traceOf = (text: string): string | undefined =>
      /initial state[^]*?(?= +repeat with)/.exec(text)?.[0];
    expect(second.exitCode).toBe(1);
    expect(traceOf(second.stdout)).toBe(traceOf(first.stdout));
  });
});

describe('--property', () => {
  test('asks for one property, with what the manifest expects of it', async () => {
    const run = await runCli(['check', '.', '--property', 'Ends'], { cwd: project(EACH) });
    expect(stable(run.stdout)).toMatchInlineSnapshot(`
      "ok   Steps.cfg: temporal property Ends is violated, as expected
             no fairness
      1 model checked, 1 as expected
      "
    `);
    expect(run.exitCode).toBe(0);
  });

  test('a name that no configuration has is a mistake, with the nearest one', async () => {
    const run = await runCli(['check', '.', '--property', 'NotTree'], { cwd: project(EACH) });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(
      'no configuration here names an invariant or property NotTree; did you mean NotThree?',
    );
  });
});
