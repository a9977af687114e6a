// Replays of suites: how fast generated walks run, and what they take.
//
//   npm run build && node --expose-gc bench/replay.mjs
//
// (a) 10,000 walks of 15 steps through the graph of the two-phase commit, as one suite in one run of vitest, start included;
//     beside it the same walks as what one would write first: a test each, with the expected states in it, compared by toEqual.
//     (Goal: under 2 s.)
// (b) the suites of the page cache in this thread, without vitest: steps and refusals a second. (Goal: a million.)
// (c) what memory is left after 1,000 and after 100,000 walks of (a), without vitest.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { noEvidence } from '../dist/conformance/walks/evidence.js';
import { replayWalk } from '../dist/conformance/walks/replay-walks.js';
import { walkGraph } from '../dist/conformance/walks/walk-graph.js';
import { randomNumbers } from '../dist/kernel/actors/random-numbers.js';
import { parseWalks, walksToJson } from '../dist/trace/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = join(root, 'examples/two-phase-commit');
const VITEST = join(root, 'node_modules/vitest/vitest.mjs');
const WALKS = 10_000;
const STEPS = 15;
const ROUNDS = 3;

const committed = read(join(example, 'generated/MCTwoPhaseCommit.walks.json'));
const folder = mkdtempSync(join(tmpdir(), 'bench-replay-'));
try {
  await suites();
  await pageCache();
  await memory();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function read(file) {
  const set = parseWalks(readFileSync(file, 'utf8'));
  if (!set.ok) throw new Error(`${file}: ${set.error}`);
  return set.value;
}

/** The graph with other walks: each step is chosen by chance; a walk that can go no further ends early. */
function withWalks(set, count) {
  const random = randomNumbers(1);
  const from = set.states.map(() => []);
  set.edges.forEach(([source], edge) => from[source].push(edge));
  const walks = Array.from({ length: count }, () => {
    const start = set.initial[random(set.initial.length)];
    const edges = [];
    for (let at = start; edges.length < STEPS && from[at].length > 0; at = set.edges[edges.at(-1)][1])
      edges.push(from[at][random(from[at].length)]);
    return { start, edges };
  });
  return { ...set, walks };
}

function stepsOf({ walks }) {
  return walks.reduce((sum, { edges }) => sum + edges.length, 0);
}

async function suites() {
  const set = withWalks(committed, WALKS);
  project(set);
  const best = { walks: Infinity, naive: Infinity };
  for (let round = 0; round < ROUNDS; round++)
    for (const name of Object.keys(best)) best[name] = Math.min(best[name], timeOf(name));
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    `(a) ${WALKS} walks, ${stepsOf(set)} steps, one run of vitest: ${seconds(best.walks)} (goal 2 s); a test each, with toEqual: ${seconds(best.naive)}, x${(best.naive / best.walks).toFixed(2)}`,
  );
}

function project(set) {
  for (const name of ['driver.ts', 'two-phase-commit.ts']) {
    const { outputText } = ts.transpileModule(readFileSync(join(example, name), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        rewriteRelativeImportExtensions: true,
      },
    });
    writeFileSync(join(folder, name.replace('.ts', '.js')), outputText);
  }
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  // As it is installed: what a link leads to outside of node_modules is transformed file by file in each run.
  for (const part of ['dist', 'package.json'])
    cpSync(join(root, part), join(modules, 'tracewright', part), { recursive: true });
  symlinkSync(join(root, 'node_modules/vitest'), join(modules, 'vitest'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  const text = walksToJson(set, 'bench');
  writeFileSync(join(folder, 'bench.walks.json'), text);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  writeFileSync(
    join(folder, 'walks.test.js'),
    `import { test } from 'vitest';
import { openWalks, readBeside } from 'tracewright/conformance';
import { createDriver } from './driver.js';
const walks = openWalks(readBeside(import.meta.url, 'bench.walks.json'), '${hash}', createDriver);
for (const walk of walks.tests) test(walk.id, () => walks.replay(walk, ''));
`,
  );
  const graph = walkGraph(set);
  // What a generator without a graph would print: each trace with its actions and states.
  const hostState = (state) =>
    Object.fromEntries([...graph.stateOf(state)].map(([name, value]) => [name, hostOf(value)]));
  const traces = set.walks.map(({ start, edges }) => ({
    initial: hostState(start),
    steps: edges.map((edge) => ({
      action: {
        name: set.actions[set.edges[edge][2]].name,
        parameters: parametersOf(set.actions[set.edges[edge][2]]),
      },
      state: hostState(set.edges[edge][1]),
    })),
  }));
  const constants = Object.fromEntries(set.constants.map(([name, value]) => [name, hostOf(value)]));
  writeFileSync(join(folder, 'traces.json'), JSON.stringify({ constants, traces }));
  writeFileSync(
    join(folder, 'naive.test.js'),
    `import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDriver } from './driver.js';
const revive = (value) => Array.isArray(value?.set) ? new Set(value.set.map(revive)) : Array.isArray(value) ? value.map(revive)
  : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, revive(v)])) : value;
const { constants, traces } = JSON.parse(readFileSync(new URL('./traces.json', import.meta.url), 'utf8'));
traces.forEach(({ initial, steps }, i) => test('trace ' + i, async () => {
  const driver = await createDriver(revive(constants), { id: 'x', title: 'x', steps: steps.length, end: 'finite' });
  await driver.init(revive(initial));
  for (const { action, state } of steps) {
    expect(await driver.apply({ name: action.name, parameters: revive(action.parameters) })).toBe('done');
    expect(await driver.observe()).toEqual(revive(state));
  }
  await driver.dispose();
}));
`,
  );
}

function parametersOf({ arguments: given = [] }) {
  return Object.fromEntries(given.map(({ name, value }) => [name, hostOf(value)]));
}

/** A value as JSON for the naive test; a set is \`{ set: [...] }\`. */
function hostOf(value) {
  switch (value.kind) {
    case 'int':
      return Number(value.value);
    case 'set':
      return { set: value.elements.map(hostOf) };
    case 'seq':
      return value.elements.map(hostOf);
    case 'record':
      return Object.fromEntries([...value.fields].map(([name, field]) => [name, hostOf(field)]));
    case 'fn':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [hostOf(key), hostOf(entry)]));
    default:
      return value.value ?? value.name;
  }
}

function timeOf(name) {
  const start = performance.now();
  const run = spawnSync(process.execPath, [VITEST, 'run', `${name}.test.js`, '--reporter', 'dot'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`${name}: ${run.stdout}${run.stderr}`.slice(0, 2000));
  return performance.now() - start;
}

async function pageCache() {
  const suites = join(root, 'generated/conformance');
  let [steps, refusals, milliseconds] = [0, 0, Infinity];
  for (let round = 0; round < ROUNDS; round++) {
    [steps, refusals] = [0, 0];
    const start = performance.now();
    for (const design of readdirSync(suites)) {
      const { createDriver } = await import(`../dist/conformance/drivers/${design}/index.js`);
      for (const file of readdirSync(join(suites, design)).filter((name) => name.endsWith('.walks.json'))) {
        const set = read(join(suites, design, file));
        const evidence = await replayAll(set, createDriver);
        steps += stepsOf(set);
        refusals += evidence.refusals;
      }
    }
    milliseconds = Math.min(milliseconds, performance.now() - start);
  }
  const rate = (steps + refusals) / (milliseconds / 1000);
  console.log(
    `(b) the page cache: ${steps} steps and ${refusals} refusals in ${(milliseconds / 1000).toFixed(2)} s, ${Math.round(rate / 1000)} thousand a second (goal 1,000), each with the full state compared`,
  );
}

async function replayAll(set, createDriver) {
  const graph = walkGraph(set);
  const evidence = noEvidence(graph);
  for (const walk of set.walks)
    await replayWalk(walk, { graph, createDriver, repeat: '', wanders: false }, evidence);
  return evidence;
}

async function memory() {
  const { createDriver } = await import(`file://${join(folder, 'driver.js')}`);
  const left = [];
  for (const count of [1_000, 100_000]) {
    await replayAll(withWalks(committed, count), createDriver);
    globalThis.gc?.();
    left.push(`${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MB after ${count} walks`);
  }
  console.log(
    `(c) heap: ${left.join(', ')}${globalThis.gc ? '' : ' (run with --expose-gc for exact figures)'}`,
  );
}
