import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli, type CommandResult } from '../../support/run-cli.ts';
import { tempCopy, tempFolder } from '../../support/temp-folder.ts';

/** Counts to 3 and begins again, or stays where it is for ever: nothing is fair. */
const SPEC = `---- MODULE Props ----
EXTENDS Naturals
VARIABLE x
Init == x = 0
Next == x' = (x + 1) % 4
Spec == Init /\\ [][Next]_x /\\ WF_x(Next)
Settles == <>[](x = 0)
Stays == []<>(x > 9)
Returns == []<>(x = 0)
Grows == [][x' = x + 1]_x
====
`;

/** Checks Props with some properties, of which one is expected to be violated. */
async function checkProps(properties: string, expected: string): Promise<CommandResult> {
  const model = {
    module: 'Props',
    config: 'Props.cfg',
    expect: { result: 'violated', property: expected },
    why: 'it goes round for ever',
  };
  return runCli(['check', '.'], {
    cwd: tempFolder({
      'Props.tla': SPEC,
      'Props.cfg': `SPECIFICATION Spec\nPROPERTIES ${properties}\n`,
      'manifest.json': JSON.stringify({ name: 'props', models: [model] }),
    }),
  });
}

test('a part of a refinement is not taken for an invariant of the same name', async () => {
  const module = (name: string, rest: string): string =>
    `---- MODULE ${name} ----\nEXTENDS Naturals\nVARIABLE x\nInit == x = 0\nNext == x' = (x + 1) % 4\n${rest}====\n`;
  const { stdout, exitCode } = await runCli(['check', '.'], {
    cwd: tempFolder({
      'A.tla': module('A', 'Low == x < 3\nSpec == Init /\\ [][Next]_x /\\ []Low\n'),
      'M.tla': module(
        'M',
        'Spec == Init /\\ [][Next]_x\nLow == x < 10\nI == INSTANCE A\nRefinement == I!Spec\n',
      ),
      'M.cfg': 'SPECIFICATION Spec\nINVARIANT Low\nPROPERTY Refinement\n',
      'manifest.json': JSON.stringify({
        name: 'm',
        models: [{ module: 'M', config: 'M.cfg', expect: { result: 'violated', property: 'Low' }, why: 'x' }],
      }),
    }),
  });
  expect(stdout).toContain('temporal property Refinement is violated');
  expect(stdout).toContain('its part Low is violated');
  expect(exitCode).toBe(1);
});

describe('of several temporal properties, an expected violation', () => {
  test('is green when that one is violated and no other', async () => {
    const { stdout, exitCode } = await checkProps('Returns Settles', 'Settles');
    expect(stdout).toContain('Props.cfg: temporal property Settles is violated, as expected');
    expect(exitCode).toBe(0);
  });

  test('is red when it is another that is violated', async () => {
    const { stdout, exitCode } = await checkProps('Returns Settles', 'Returns');
    expect(stdout).toContain('Returns is expected to be violated, but temporal property Settles is violated');
    expect(exitCode).toBe(1);
  });

  test('is red when another is violated too, with the counterexample of the expected one', async () => {
    const { stdout, exitCode } = await checkProps('Stays Returns Settles', 'Settles');
    expect(stdout).toContain('besides Settles, Stays is violated too');
    expect(stdout).toContain('states 1 to 4 repeat for ever');
    expect(exitCode).toBe(1);
  });

  test('is green when it is the safety part of a property', async () => {
    const { stdout, exitCode } = await checkProps('Returns Grows', 'Grows');
    expect(stdout).toContain('property Grows is violated, as expected');
    expect(exitCode).toBe(0);
  });
});

const RECORDED_SPECS = join(ROOT, 'test/cases/tlc-output/specs');

const headOf = ({ stdout }: CommandResult): readonly string[] =>
  stdout
    .split('\n')
    .slice(0, 2)
    .map((line) => line.trim().replace(/ {2}\d+\.\d s$/, ''));

describe('what TLC calls otherwise has its name in the configuration', () => {
  test.each([
    ['refines_step', 'temporal property Refinement is violated', 'its part at Abstract.tla:6:17 is violated'],
    ['refines_initial', 'temporal property Refinement is violated', 'its part Init is violated'],
    ['refines_always', 'temporal property Always is violated', 'its part Low is violated'],
    ['refines_part', 'temporal property Part is violated', 'its part at Refines.tla:11:9 is violated'],
  ])('%s', async (config, verdict, part) => {
    const cwd = tempCopy(RECORDED_SPECS);
    const run = await runCli(['check', 'Refines.tla', '--config', `${config}.cfg`], { cwd });
    expect(headOf(run)).toEqual([`FAIL ${config}.cfg: ${verdict}`, part]);
    expect(run.exitCode).toBe(1);
  });
});

describe('an Assert that fails is a violation, wherever it stands', () => {
  test.each([
    ['asserts_invariant', 'an assertion failed in InInvariant: "in an invariant"', 'Asserts.tla:8:16'],
    ['asserts_first', 'an assertion failed: <<"in the first state", 0>>', 'Asserts.tla:9:17'],
  ])('%s', async (config, verdict, place) => {
    const cwd = tempCopy(RECORDED_SPECS);
    const run = await runCli(['check', 'Asserts.tla', '--config', `${config}.cfg`], { cwd });
    expect(headOf(run)).toEqual([`FAIL ${config}.cfg: ${verdict}`, `the Assert at ${place}`]);
    expect(run.exitCode).toBe(1);
  });

  test('and can be expected', async () => {
    const model = {
      module: 'Asserts',
      config: 'asserts_invariant.cfg',
      expect: { result: 'violated', property: 'assertion' },
      why: 'it counts on',
    };
    const files = tempFolder({ 'manifest.json': JSON.stringify({ name: 'asserts', models: [model] }) });
    for (const name of ['Asserts.tla', 'asserts_invariant.cfg'])
      cpSync(join(RECORDED_SPECS, name), join(files, name));
    const run = await runCli(['check', '.'], { cwd: files });
    expect(run.stdout).toContain('an assertion failed in InInvariant: "in an invariant", as expected');
    expect(run.exitCode).toBe(0);
  });
});

describe('an evaluation error says where in the specification it happened', () => {
  const spec = (invariant: string): string => `---- MODULE Wrong ----
EXTENDS Naturals, Sequences
CONSTANT Users
VARIABLES x, by
Init == x = 0 /\\ by \\in Users
Next == x' = x + 1 /\\ by' \\in Users
Inv ==
  /\\ by \\in Users
  /\\ ${invariant}
====
`;
  const CFG = 'INIT Init\nNEXT Next\nINVARIANT Inv\nCONSTANT Users = {ann, bob}\n';

  test.each([
    [
      'in a later state, with model values',
      '<<1, 2>>[x + 1] > 0',
      'Wrong.tla:9:6: Evaluating invariant Inv failed.',
    ],
    ['in the initial state', '<<1, 2>>[x] > 0', 'Wrong.tla:9:6: Attempted to apply tuple'],
  ])('%s', async (_, invariant, message) => {
    const cwd = tempFolder({ 'Wrong.tla': spec(invariant), 'Wrong.cfg': CFG });
    const run = await runCli(['check'], { cwd });
    expect(run.stdout).toContain(message);
    expect(run.exitCode).toBe(2);
  });
});
