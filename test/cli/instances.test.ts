import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseWalks, printAction, printValue } from '../../src/trace/index.ts';
import { runCli } from '../support/run-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** A light and a set of names; `action` and its use in Next are what a case is about. */
const spec = (use: string, action: string): string => `---- MODULE Light ----
EXTENDS Naturals, Sequences
CONSTANT Names
VARIABLES on, queue
vars == <<on, queue>>
Init == on = FALSE /\\ queue = <<>>
Toggle == on' = ~on /\\ UNCHANGED queue
${action}
Next == Toggle \\/ ${use}
Spec == Init /\\ [][Next]_vars
====
`;

const MANIFEST = {
  name: 'light',
  suite: { driver: 'driver.ts', output: 'generated' },
  models: [{ module: 'Light', config: 'Light.cfg', expect: { result: 'holds' }, walk: 'every transition' }],
};

/** What `generate` says, the action instances but Toggle, and the last line of the certificate. */
async function listed(use: string, action: string) {
  const folder = tempFolder({
    'Light.tla': spec(use, action),
    'Light.cfg': 'SPECIFICATION Spec\nCONSTANT Names = {a, b, c}\n',
    'manifest.json': JSON.stringify(MANIFEST),
  });
  const { stderr, exitCode } = await runCli(['generate'], { cwd: folder });
  expect(exitCode).toBe(0);
  const walks = parseWalks(readFileSync(join(folder, 'generated/Light.walks.json'), 'utf8'));
  if (!walks.ok) throw new Error(walks.error);
  const instances = walks.value.actions.map((instance) => printAction(instance, printValue));
  const suite = readFileSync(join(folder, 'generated/suite.test.ts'), 'utf8');
  return { stderr, suite, instances: instances.filter((name) => name !== 'Toggle').sort() };
}

const ALL = 'by its transitions and by no others';

describe('the refusals of an action', () => {
  test('are all its instances, also where it is possible nowhere', async () => {
    const { instances, suite } = await listed(
      '\\E n \\in Names : Fail(n)',
      'Fail(n) == on /\\ ~on /\\ UNCHANGED vars',
    );
    expect(instances).toEqual(['Fail(n = a)', 'Fail(n = b)', 'Fail(n = c)']);
    expect(suite).toContain('6 of 6 refusals');
    expect(suite).toContain(ALL);
  });

  test('are those of a set that depends on another parameter', async () => {
    const { instances, suite } = await listed(
      '\\E n \\in Names : \\E m \\in Names \\ {n} : Swap(n, m)',
      'Swap(n, m) == on /\\ queue = <<n, m>> /\\ UNCHANGED vars',
    );
    expect(instances).toEqual(
      [
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'a'],
        ['b', 'c'],
        ['c', 'a'],
        ['c', 'b'],
      ].map(([n, m]) => `Swap(n = ${n}, m = ${m})`),
    );
    expect(suite).toContain(ALL);
  });

  test('are those of a tuple', async () => {
    const { instances } = await listed(
      '\\E <<n, k>> \\in Names \\X {1, 2} : Put(n, k)',
      'Put(n, k) == k = 1 /\\ on /\\ UNCHANGED vars',
    );
    expect(instances).toHaveLength(6);
  });

  test('are those of a set that depends on the state, in any state', async () => {
    const { instances, suite } = await listed(
      '(\\E n \\in Names : Enter(n)) \\/ (\\E i \\in 1..Len(queue) : Leave(i)) \\/ (\\E n \\in (IF queue = <<>> THEN {} ELSE {Head(queue)}) : Serve(n))',
      `Enter(n) == Len(queue) < 2 /\\ (queue # <<>> => n # Head(queue)) /\\ queue' = Append(queue, n) /\\ UNCHANGED on
Leave(i) == on /\\ i = Len(queue) /\\ queue' = SubSeq(queue, 1, i - 1) /\\ UNCHANGED on
Serve(n) == queue # <<>> /\\ on /\\ queue' = Tail(queue) /\\ UNCHANGED on`,
    );
    expect(instances.filter((name) => name.startsWith('Leave'))).toEqual(['Leave(i = 1)', 'Leave(i = 2)']);
    expect(instances.filter((name) => name.startsWith('Serve'))).toHaveLength(3);
    expect(suite).toContain(ALL);
  });

  test('are thousands, where the quantifiers say so', async () => {
    const { instances } = await listed(
      '\\E i, j \\in 1..40 : Put(i, j)',
      'Put(i, j) == i = 1 /\\ j = 1 /\\ on /\\ UNCHANGED vars',
    );
    expect(instances).toHaveLength(1600);
  });

  test('are only those that occur, and that is said, where there are too many', async () => {
    const { instances, stderr, suite } = await listed(
      '\\E i \\in 1..30000 : Put(i)',
      'Put(i) == i = 7 /\\ on /\\ UNCHANGED vars',
    );
    expect(instances).toEqual(['Put(i = 7)']);
    expect(stderr).toBe(
      'warning: Light: refusals are tried only with arguments that occur, of Put (more than 20,000 instances)\n',
    );
    expect(suite).toContain(
      "'missing: refusals with arguments that never occur, of Put (more than 20,000 instances)',",
    );
    expect(suite).not.toContain(ALL);
  });
});
