import { describe, expect, test } from 'vitest';
import { runCli, type CommandResult } from '../support/run-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';

const SPEC = `---- MODULE Count ----
EXTENDS Naturals
CONSTANT Limit
VARIABLE n
Init == n = 0
Next == n' = (n + 1) % Limit
Spec == Init /\\ [][Next]_n
Below == n < Limit
====
`;
const config = (limit: number): string => `SPECIFICATION Spec\nCONSTANT Limit = ${limit}\nINVARIANT Below\n`;
const model = (name: string, distinct: number, rest: object = {}): object => ({
  module: 'Count',
  config: `Count_${name}.cfg`,
  expect: { result: 'holds', states: { distinct } },
  ...rest,
});

const run = (args: readonly string[], models: readonly object[]): Promise<CommandResult> =>
  runCli(args, {
    cwd: tempFolder({
      'Count.tla': SPEC,
      'Count_small.cfg': config(3),
      'Count_large.cfg': config(30),
      'manifest.json': JSON.stringify({ name: 'count', models }),
    }),
  });

describe('a model of the nightly tier', () => {
  const both = [model('small', 3), model('large', 30, { tier: 'nightly' })];

  test('is left out, and that is said', async () => {
    const { stdout, exitCode } = await run(['check', '.'], both);
    expect(stdout).not.toContain('Count_large');
    expect(stdout).toContain('1 model checked, 1 as expected, 1 of another tier left out\n');
    expect(exitCode).toBe(0);
  });

  test('is checked when it is asked for: its tier, all tiers, or its configuration', async () => {
    const nightly = await run(['check', '.', '--tier', 'nightly'], both);
    expect(nightly.stdout).toMatch(/ok {3}Count_large\.cfg: Below holds, 30 distinct states, complete/);
    expect(nightly.stdout).not.toContain('Count_small');
    const all = await run(['check', '.', '--tier', 'all'], both);
    expect(all.stdout).toMatch(/2 models checked, 2 as expected\n/);
    const named = await run(['check', 'Count.tla', '--config', 'Count_large.cfg'], both);
    expect(named.stdout).toContain('ok   Count_large.cfg');
  });

  test('is in no table of the other tier', async () => {
    const { stdout } = await run(['matrix', '.', '--no-cache'], both);
    expect(stdout).toContain('1 model: 1 as expected, 1 of another tier left out.\n');
  });

  test('alone does not make a check of the other tier pass', async () => {
    const { stdout, stderr, exitCode } = await run(
      ['check', '.'],
      [model('small', 3, { tier: 'nightly' }), model('large', 30, { tier: 'nightly' })],
    );
    expect(stdout).toBe('');
    expect(stderr).toContain('no model here is of the tier pr; --tier all checks the 2 of the other one');
    expect(exitCode).toBe(2);
  });
});

test('an unknown tier is named, with the nearest one', async () => {
  const { stdout, exitCode } = await run(
    ['check', '.'],
    [model('small', 3), model('large', 30, { tier: 'nightli' })],
  );
  expect(stdout).toContain('manifest.json:1: unknown tier "nightli"; did you mean "nightly"?');
  expect(exitCode).toBe(2);
});
