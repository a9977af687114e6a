import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readStateGraph, type CheckSettings, type StateGraphOptions } from '../../../src/check/index.ts';
import type { ModelTask } from '../../../src/manifest/index.ts';
import { findJava, resolveJar } from '../../../src/tlc/index.ts';
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
    const { graph, actions, limits } = read.value;
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
    expect(actions.map(({ name }) => name)).toEqual(expect.arrayContaining(['Up', 'Stay', 'Also', 'Long']));
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
  });
});
