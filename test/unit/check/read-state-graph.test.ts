import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readStateGraph, type CheckSettings, type StateGraphOptions } from '../../../src/check/index.ts';
import type { ModelTask } from '../../../src/manifest/index.ts';
import { findJava, findLauncher, resolveJar } from '../../../src/tlc/index.ts';
import { printAction, printValue } from '../../../src/trace/index.ts';

const scratch = mkdtempSync(join(tmpdir(), 'graph-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const cases = fileURLToPath(new URL('../../cases/state-graph-dot', import.meta.url));
const TIME = 60_000;

async function settings(): Promise<CheckSettings> {
  const [java, jar] = [await findJava(process.env), await resolveJar({ env: process.env })];
  if (!java.ok || !jar.ok) throw new Error('run "npm run setup" first');
  return {
    java: java.value.path,
    jar: jar.value.path,
    jarSha256: jar.value.sha256,
    launcher: findLauncher(process.env),
    libraries: [],
    logFolder: join(scratch, 'logs'),
  };
}

const readModel = async (folder: string, module: string, configText: string, options?: StateGraphOptions) => {
  const task: ModelTask = { folder, module, config: join(folder, `${module}.cfg`), configText };
  return readStateGraph(task, await settings(), options);
};

function readText(body: string, config: string, options?: StateGraphOptions) {
  writeFileSync(join(scratch, 'Small.tla'), `---- MODULE Small ----\n${body}\n====\n`);
  return readModel(scratch, 'Small', config, options);
}

const COUNTER = `EXTENDS Naturals, TLC
VARIABLES x
Init == x = 0
Up(n) == x < 5 /\\ x' = x + n
Next == \\E n \\in 1..2 : Up(n)
Small == x < 3
Even == x % 2 = 0
Bad == Assert(x < 3, "x is 3")
Go == Next /\\ Bad`;

describe('readStateGraph', { timeout: TIME }, () => {
  it('finds all action instances of all transitions', async () => {
    const text = readFileSync(join(cases, 'Dot.cfg'), 'utf8');
    const read = await readModel(cases, 'Dot', text);
    if (!read.ok) throw new Error(read.error.message);
    const { graph, limits } = read.value;
    const listed = await read.value.listActions();
    const names = listed.ok ? listed.value.actions.map(({ name }) => name) : [];
    const label = (edge: number): string => printAction(graph.actions[graph.edgeActions[edge]!]!, printValue);
    const lines = Array.from(
      graph.sources,
      (source, edge) => `${source} ${label(edge)} ${graph.targets[edge]}`,
    );
    expect(graph.stateCount).toBe(10);
    expect(lines.filter((line) => line.startsWith('1 '))).toEqual([
      '1 Up(n = 1) 4',
      '1 Up(n = 2) 5',
      '1 Stay(u = 1) 1',
      '1 Stay(u = 2) 1',
      '1 Also(u = 1) 1',
      '1 Also(u = 2) 1',
    ]);
    expect(lines).toContain('3 A!Sub 8');
    expect(lines).toContain('3 Next 3');
    expect(lines).toHaveLength(28);
    expect(names).toEqual(expect.arrayContaining(['Up', 'Stay', 'Also', 'Long']));
    expect(limits).toEqual([]);
  });

  it('walks the whole graph of a model whose properties do not hold', async () => {
    const read = await readText(COUNTER, 'INIT Init\nNEXT Next\nINVARIANT Small\n');
    expect(read.ok && [read.value.graph.stateCount, read.value.graph.edgeCount]).toEqual([7, 10]);
  });

  it('keeps a constraint and says so', async () => {
    const read = await readText(COUNTER, 'INIT Init\nNEXT Next\nCONSTRAINT Small\n');
    expect(read.ok && read.value.graph.stateCount).toBe(3);
    expect(read.ok && read.value.limits).toEqual([{ kind: 'constraint', name: 'Small' }]);
  });

  it.each([
    ['symmetry', 'INIT Init\nNEXT Next\nSYMMETRY Even\n', /SYMMETRY/],
    ['view', 'INIT Init\nNEXT Next\nVIEW Even\n', /VIEW/],
    ['bad-config', 'INIT Init\nNEXT 3\n', /Small.cfg/],
    ['not-complete', 'INIT Init\nNEXT Go\n', /x is 3/],
    ['no-structure', 'INIT Init\nNEXT Next\n', /./],
  ] as const)('answers %s', async (code, config, message) => {
    const body = code === 'no-structure' ? `${COUNTER}\nNoSuch == Nothing` : COUNTER;
    const read = await readText(body, config);
    expect(read.ok ? 'accepted' : read.error.code).toBe(code);
    expect(read.ok ? '' : read.error.message).toMatch(message);
  });

  it('stops at the limit and says how many states were seen', async () => {
    const endless = COUNTER.replace('x < 5', 'x < 100000000');
    const read = await readText(endless, 'INIT Init\nNEXT Next\n', { stateLimit: 1000 });
    expect(read.ok ? 'accepted' : read.error.code).toBe('too-many-states');
    expect(read.ok ? 0 : read.error.seen).toBeGreaterThan(1000);
    expect(read.ok ? '' : read.error.message).toMatch(
      /^the model has more than 1,000 states \([\d,]+ were seen before TLC was stopped\)$/,
    );
  });
});

/** What is listed of a model with the states `x \\in 0..2`, besides `Up`, which alone is ever possible. */
async function listed(next: string, definitions = '') {
  const body = `${COUNTER.split('Up(n) ==')[0]}Up == x < 2 /\\ x' = x + 1
No(v) == FALSE /\\ v = v /\\ x' = x
Both(v, w) == FALSE /\\ v = w /\\ x' = x
${definitions}
Next == Up \\/ ${next}`;
  const read = await readText(body, 'INIT Init\nNEXT Next\n');
  if (!read.ok) throw new Error(read.error.message);
  const actions = await read.value.listActions();
  if (!actions.ok) throw new Error(actions.error.message);
  const { instances, unlisted } = actions.value;
  return [...instances.map((instance) => printAction(instance, printValue)), ...unlisted];
}

describe('the instances of actions', { timeout: TIME }, () => {
  it.each([
    ['of an action that is possible nowhere', '\\E v \\in 1..2 : No(v)', ['No(v = 1)', 'No(v = 2)']],
    ['once', '(\\E v \\in 1..2 : No(v)) \\/ No(2)', ['No(v = 1)', 'No(v = 2)']],
    ['of arguments that are no variable', '\\E v \\in 1..2 : No(v * v)', ['No(v = 1)', 'No(v = 4)']],
    [
      'of a pattern',
      '\\E <<v, w>> \\in {<<1, 2>>, <<3, 4>>} : Both(v, w)',
      ['Both(v = 1, w = 2)', 'Both(v = 3, w = 4)'],
    ],
    [
      'of a set that names a bound variable',
      '\\E v \\in 1..2 : \\E w \\in (1..2) \\ {v} : Both(v, w)',
      ['Both(v = 1, w = 2)', 'Both(v = 2, w = 1)'],
    ],
    [
      'of a set that a LET defines',
      'LET S[n \\in 0..2] == IF n = 0 THEN {} ELSE S[n - 1] \\cup {n} IN \\E v \\in S[2] : No(v)',
      ['No(v = 1)', 'No(v = 2)'],
    ],
    [
      'of a set that depends on the state, from all states',
      '\\E v \\in 0..x : No(v)',
      ['No(v = 0)', 'No(v = 1)', 'No(v = 2)'],
    ],
    ['of what the state says', 'No(x + 1)', ['No(v = 1)', 'No(v = 2)', 'No(v = 3)']],
    ['where an argument has a value', 'No(<<7, 8>>[x])', ['No(v = 7)', 'No(v = 8)']],
    [
      'up to a limit',
      '\\E v \\in 1..40 : \\E w \\in 1..501 : Both(v, w)',
      ['Both (more than 20,000 combinations of v, w)'],
    ],
    [
      'of all sets of a large one',
      '\\E v \\in SUBSET (1..15) : No(v)',
      ['No (more than 20,000 combinations of v)'],
    ],
    [
      'of sets that all states have too many of',
      '\\E v \\in (x * 10000)..(x * 10000 + 9000) : No(v)',
      ['No (more than 20,000 combinations of v)'],
    ],
    ['where they do not depend on the next state', "No(x')", ['No (its arguments depend on the next state)']],
    [
      'where all have a value',
      'No(<<7>>[2])',
      [
        'No (TLC could not evaluate its arguments: Attempted to apply tuple <<7>> to integer 2 which is out of domain.)',
      ],
    ],
  ])('are listed %s', async (_, next, expected) => {
    expect(await listed(next)).toEqual(['Up', ...expected]);
  });

  it('are listed up to the limit', async () => {
    const found = await listed('\\E v \\in 1..40 : \\E w \\in 1..500 : Both(v, w)');
    expect(found).toHaveLength(1 + 20_000);
    expect(found).toContain('Both(v = 40, w = 500)');
  });
});
