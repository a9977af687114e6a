import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { checkModel, readStateGraph, type CheckSettings } from '../../../src/check/index.ts';
import { stateAt } from '../../../src/graph/index.ts';
import { findJava, resolveJar } from '../../../src/tlc/index.ts';
import {
  printAction,
  printValue,
  traceFromJson,
  traceStates,
  traceToJson,
  type ActionInstance,
  type State,
  type Trace,
} from '../../../src/trace/index.ts';

const scratch = mkdtempSync(join(tmpdir(), 'nearby-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const examples = fileURLToPath(new URL('../../../examples', import.meta.url));

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

function taskOf(example: string, module: string, cfg: string) {
  const folder = join(examples, example);
  const config = join(folder, cfg);
  return { folder, module, config, configText: readFileSync(config, 'utf8') };
}

async function counterexample(example: string, module: string, cfg: string, nearby: number): Promise<Trace> {
  const { verdict } = await checkModel(taskOf(example, module, cfg), { ...(await settings()), nearby });
  if (verdict.kind !== 'violated' || !verdict.trace) throw new Error(`no counterexample of ${cfg}`);
  return verdict.trace;
}

const stateText = (state: State): string =>
  [...state]
    .map(([name, value]) => `${name} = ${printValue(value)}`)
    .sort()
    .join(', ');

const stepText = (action: ActionInstance, after: State): string =>
  `${printAction(action, printValue)} -> ${stateText(after)}`;

const allStates = (trace: Trace): readonly State[] => [...traceStates(trace), ...trace.nearby!.others];

/** For each state that TLC was asked about, what is possible there. */
function nearbySteps(trace: Trace): ReadonlyMap<string, readonly string[]> {
  const { actions, steps } = trace.nearby!;
  const states = allStates(trace);
  return new Map(
    steps.flatMap((known, number) =>
      known
        ? [
            [
              stateText(states[number]!),
              known.map(([action, to]) => stepText(actions[action]!.action, states[to]!)).sort(),
            ] as const,
          ]
        : [],
    ),
  );
}

describe('what else is possible near a counterexample', { timeout: 120_000 }, () => {
  it.each([
    ['async-queue', 'MCAsyncQueue', 'MCAsyncQueue_reaches_TwoGetters.cfg'],
    ['two-phase-commit', 'MCTwoPhaseCommit', 'MCTwoPhaseCommit_reaches_AllCommitted.cfg'],
  ])('is what the state graph has: %s', async (example, module, cfg) => {
    const trace = await counterexample(example, module, cfg, 60);
    const read = await readStateGraph(taskOf(example, module, cfg), await settings());
    if (!read.ok) throw new Error(read.error.message);
    const { graph } = read.value;
    const inGraph = new Map(
      Array.from({ length: graph.stateCount }, (_, state) => {
        const edges = Array.from(
          { length: graph.firstEdge[state + 1]! - graph.firstEdge[state]! },
          (__, i) => graph.firstEdge[state]! + i,
        );
        const steps = edges.map((edge) =>
          stepText(graph.actions[graph.edgeActions[edge]!]!, stateAt(graph, graph.targets[edge]!)),
        );
        return [stateText(stateAt(graph, state)), steps.sort()] as const;
      }),
    );
    const near = nearbySteps(trace);
    expect(near.size).toBeGreaterThan(trace.steps.length);
    expect(near.size).toBeLessThanOrEqual(60);
    for (const [state, steps] of near) expect(steps, state).toEqual(inGraph.get(state));
    for (const state of traceStates(trace)) expect(near.has(stateText(state))).toBe(true);
  });

  it('is written to a saved trace and read back, and a damaged one is refused', async () => {
    const trace = await counterexample(
      'two-phase-commit',
      'MCTwoPhaseCommit',
      'MCTwoPhaseCommit_reaches_AllCommitted.cfg',
      20,
    );
    const json = JSON.parse(JSON.stringify(traceToJson(trace))) as { nearby: Record<string, unknown[]> };
    expect(traceFromJson(json)).toEqual({ ok: true, value: trace });
    const damaged = (change: Record<string, unknown>) =>
      traceFromJson({ ...json, nearby: { ...json.nearby, ...change } });
    const { steps, states } = json.nearby;
    expect(damaged({ steps: steps!.slice(1) })).toEqual({
      ok: false,
      error: '"nearby" has not one list of steps for each state',
    });
    expect(damaged({ steps: [[[0, 9999]], ...steps!.slice(1)] })).toEqual({
      ok: false,
      error: `"nearby" names number 9999 of ${trace.steps.length + 1 + states!.length}`,
    });
    expect(damaged({ actions: undefined })).toEqual({
      ok: false,
      error: 'the actions of "nearby" is missing or no list',
    });
    expect(damaged({ states: states!.map(() => [77]) })).toMatchObject({
      error: expect.stringMatching(/^"nearby" names number 77 of \d+$/) as string,
    });
    expect(damaged({ values: [] })).toMatchObject({
      error: '"nearby" has not one list of values for each variable',
    });
    expect(damaged({ variables: json.nearby['variables']!.map((name) => `${String(name)}2`) })).toMatchObject(
      {
        error: '"nearby" has other variables than the trace',
      },
    );
  });

  it('ends before a state in which an action cannot be evaluated', async () => {
    const text = `EXTENDS Naturals, Sequences
VARIABLES x, y
Init == x = 0 /\\ y = 0
LOCAL Up == x' = x + 1 /\\ y' = IF x = 3 THEN Head(<<>>) ELSE y
Twice(n) == y < 1 /\\ y' = y + n /\\ UNCHANGED x
Next == Up \\/ \\E n \\in 1..2 : Twice(n)
Small == x < 2`;
    writeFileSync(join(scratch, 'Edge.tla'), `---- MODULE Edge ----\n${text}\n====\n`);
    const configText = 'INIT Init\nNEXT Next\nINVARIANT Small\nCHECK_DEADLOCK FALSE\n';
    writeFileSync(join(scratch, 'Edge.cfg'), configText);
    const task = { folder: scratch, module: 'Edge', config: join(scratch, 'Edge.cfg'), configText };
    const { verdict } = await checkModel(task, { ...(await settings()), nearby: 100 });
    if (verdict.kind !== 'violated' || !verdict.trace) throw new Error('no counterexample');
    expect(verdict.trace.notes.join('\n')).toContain('what else was possible is not known of all states: ');
    const near = nearbySteps(verdict.trace);
    expect(near.get('x = 2, y = 0')).toEqual([
      'Twice(n = 1) -> x = 2, y = 1',
      'Twice(n = 2) -> x = 2, y = 2',
      'Up -> x = 3, y = 0',
    ]);
    expect([...near.keys()].filter((state) => state.startsWith('x = 3'))).toEqual([]);
    expect(allStates(verdict.trace).map(stateText)).toContain('x = 3, y = 0');
  });

  it('is known where values of a variable are of different kinds', async () => {
    const text = `EXTENDS Naturals
VARIABLES x, y
Init == x = 0 /\\ y = 0
Finish == y = 0 /\\ x' = "done" /\\ y' = 1
Other == y = 0 /\\ x' = 7 /\\ y' = 2
Next == Finish \\/ Other
NotDone == y # 1`;
    writeFileSync(join(scratch, 'Kinds.tla'), `---- MODULE Kinds ----\n${text}\n====\n`);
    const configText = 'INIT Init\nNEXT Next\nINVARIANT NotDone\nCHECK_DEADLOCK FALSE\n';
    writeFileSync(join(scratch, 'Kinds.cfg'), configText);
    const task = { folder: scratch, module: 'Kinds', config: join(scratch, 'Kinds.cfg'), configText };
    const { verdict } = await checkModel(task, { ...(await settings()), nearby: 100 });
    if (verdict.kind !== 'violated' || !verdict.trace) throw new Error('no counterexample');
    expect(nearbySteps(verdict.trace).get('x = 0, y = 0')).toEqual([
      'Finish -> x = "done", y = 1',
      'Other -> x = 7, y = 2',
    ]);
  });

  it('is not asked unless it is wanted', async () => {
    const trace = await counterexample(
      'async-queue',
      'MCAsyncQueue',
      'MCAsyncQueue_reaches_TwoGetters.cfg',
      0,
    );
    expect(trace.nearby).toBeUndefined();
  });
});
