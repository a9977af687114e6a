/**
 * A worker thread that has the instrumented core, and tries it by each strategy with one mutant active after the other.
 *
 * workerData: `folder`, see instrumentKernel; `active`, a mutant that is active already while the modules are evaluated.
 * It says `{ ready, atStart }`, with the mutants whose places are evaluated then. To `{ count: true }` it answers what each
 * strategy does, and to `{ mutant, strategy, places, most }`, after `{ place }` at the begin
 * of each, with whether a test of the sets in `places` fails.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { STRATEGIES, TRACES } from './strategies.mjs';

const { folder, active = '' } = workerData;
const load = (name) => import(`file://${join(folder, 'dist', name)}`);
const mutants = await load('kernel/mutants.js');
const evaluated = new Map();
mutants.activate(active);
mutants.countInto(evaluated);
const { replayTrace } = await load('conformance/index.js');
const { replayWalk } = await load('conformance/walks/replay-walks.js');
const { noEvidence } = await load('conformance/walks/evidence.js');
const { walkGraph } = await load('conformance/walks/walk-graph.js');
const { createStateGraph, coverStates } = await load('graph/index.js');
const { parseWalks } = await load('trace/index.js');
const { randomNumbers } = await load('kernel/actors/random-numbers.js');
const suites = join(folder, 'generated/conformance');
/** Sets of tests: those of the walks through a graph by each strategy, and those of a design's traces. */
const sets = [];
for (const design of readdirSync(suites).sort()) {
  const { createDriver } = await load(`conformance/drivers/${design}/index.js`);
  sets.push(await traceTests(design, createDriver));
  for (const file of readdirSync(join(suites, design)).sort()) {
    if (!file.endsWith('.walks.json')) continue;
    const parsed = parseWalks(readFileSync(join(suites, design, file), 'utf8'));
    if (!parsed.ok) throw new Error(`${file}: ${parsed.error}`);
    sets.push(walkTests(parsed.value, createDriver));
  }
}
mutants.countInto(undefined);
parentPort.on('message', async (job) => parentPort.postMessage(job.count ? await count() : await judge(job)));
parentPort.postMessage({ ready: true, atStart: [...evaluated.keys()] });

function walkTests(set, createDriver) {
  const column = (place) => Uint32Array.from(set.edges, (edge) => edge[place]);
  const graph = createStateGraph({
    variables: ['state'],
    values: [set.states],
    rows: Uint32Array.from(set.states.keys()),
    initial: Uint32Array.from(set.initial),
    actions: set.actions,
    sources: column(0),
    targets: column(1),
    edgeActions: column(2),
  });
  if (!graph.ok || column(0).some((source, i) => source !== graph.value.sources[i]))
    throw new Error(`${set.id}: the edges are not in order`);
  const helpers = { graph: graph.value, coverStates, randomNumbers };
  const graphs = new Map(
    Object.entries(STRATEGIES).map(([name, strategy]) => [name, walkGraph(strategy(set, helpers))]),
  );
  return {
    testsOf(strategy) {
      const graph = graphs.get(strategy);
      if (graph === undefined) return { tests: [], steps: 0, refusals: () => 0 };
      const evidence = noEvidence(graph);
      const context = { graph, createDriver, repeat: '' };
      return {
        tests: graph.set.walks.map((walk) => () => replayWalk(walk, context, evidence)),
        steps: graph.set.walks.reduce((sum, { edges }) => sum + edges.length, 0),
        refusals: () => evidence.refusals,
      };
    },
  };
}

/** The counterexamples and witnesses of a design's suite. */
async function traceTests(design, createDriver) {
  const { traces } = await import(`file://${join(suites, design, 'traces.mjs')}`);
  return {
    testsOf: (strategy) => ({
      tests:
        strategy === TRACES
          ? traces.map((trace) => () => replayTrace(trace, createDriver, { repeat: '' }))
          : [],
      steps: traces.reduce((sum, { steps }) => sum + steps.length, 0),
      refusals: () => 0,
    }),
  };
}

/** Whether all tests pass. */
async function passes({ tests }) {
  for (const test of tests) {
    try {
      await test();
    } catch {
      return false;
    }
  }
  return true;
}

async function judge({ mutant, strategy, places, most }) {
  mutants.activate(mutant, most);
  let isKilled = false;
  for (const place of places) {
    parentPort.postMessage({ place });
    isKilled = !(await passes(sets[place].testsOf(strategy)));
    if (isKilled) break;
  }
  mutants.activate('');
  return { mutant, strategy, isKilled };
}

async function count() {
  const rows = [];
  for (const strategy of [TRACES, ...Object.keys(STRATEGIES)]) {
    const row = { strategy, tests: 0, steps: 0, refusals: 0, hits: [], milliseconds: [] };
    for (const set of sets) {
      const hits = new Map();
      const chosen = set.testsOf(strategy);
      const start = performance.now();
      mutants.countInto(hits);
      if (!(await passes(chosen))) throw new Error(`${strategy}: a test fails without any mutant`);
      mutants.countInto(undefined);
      row.tests += chosen.tests.length;
      row.steps += chosen.tests.length === 0 ? 0 : chosen.steps;
      row.refusals += chosen.refusals();
      row.milliseconds.push(performance.now() - start);
      row.hits.push(hits);
    }
    rows.push(row);
  }
  return { rows };
}
