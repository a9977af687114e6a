// State graphs: how fast TLC's dot is read, what reading it through a pipe adds to TLC's own time, and how long covers
// take and how good they are.
//
//   npm run build && node bench/state-graph.mjs [repetitions] [--exact-large]
//
// (a) a dot of a real run of TLC (about 90,000 states, 10 variables, 450,000 transitions), read with readStateGraphDot and with
//     readline and one regular expression a line, which is what one would write first; values are left as texts there;
// (b) TLC writing that dot into a file, against runTlc with the graph read through the pipe (goal: ratio <= 1.1);
// (c) covers of synthetic graphs of 10^5 and 8x10^5 transitions, without cycles and with 15 % edges back, greedy and
//     exact; `--exact-large` computes the exact cover of the large graphs too, which takes a minute each.
// Needs Java and the jar (`tracewright setup`, or TLA2TOOLS_JAR). TRACEWRIGHT_DIST names another build than ../dist.
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { syntheticGraph } from './support/synthetic-graph.mjs';

const dist = process.env.TRACEWRIGHT_DIST
  ? pathToFileURL(resolve(process.env.TRACEWRIGHT_DIST) + '/')
  : new URL('../dist/', import.meta.url);
const load = (name) => import(new URL(`${name}/index.js`, dist).href);
const { readStateGraphDot } = await load('parser');
const { createStateGraph, coverTransitions, encodeGraph } = await load('graph');
const { findJava, resolveJar, runTlc } = await load('tlc');
const repetitions = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 3);
const exactLarge = process.argv.includes('--exact-large');

const MODULE = `---- MODULE Graph ----
EXTENDS Naturals
VARIABLES flags, pte, pins, version, disk, bounce, io, log, phase, turn
vars == <<flags, pte, pins, version, disk, bounce, io, log, phase, turn>>
Pages == {"p1", "p2"}
Users == {"u1", "u2"}
Flags == {"PG_dirty", "PG_locked", "PG_writeback"}
Init == /\\ flags = [p \\in Pages |-> {}] /\\ pte = [p \\in Pages |-> "none"] /\\ pins = [u \\in Users |-> {}]
        /\\ version = [p \\in Pages |-> 0] /\\ disk = [p \\in Pages |-> 0] /\\ bounce = [p \\in Pages |-> [used |-> FALSE]]
        /\\ io = [u \\in Users |-> <<u, FALSE>>] /\\ log = <<"none", "none">> /\\ phase = "start" /\\ turn = 0
Set(p, f) == /\\ f \\notin flags[p] /\\ flags' = [flags EXCEPT ![p] = @ \\cup {f}]
             /\\ UNCHANGED <<pte, pins, version, disk, bounce, io, log, phase, turn>>
Clear(p) == /\\ flags[p] = Flags /\\ flags' = [flags EXCEPT ![p] = {}] /\\ disk' = [disk EXCEPT ![p] = version[p]]
            /\\ UNCHANGED <<pte, pins, version, bounce, io, log, phase, turn>>
Map(p, m) == /\\ pte[p] # m /\\ pte' = [pte EXCEPT ![p] = m] /\\ log' = <<pte'["p1"], pte'["p2"]>>
             /\\ UNCHANGED <<flags, pins, version, disk, bounce, io, phase, turn>>
Pin(u, p) == /\\ pte[p] = "rw" /\\ p \\notin pins[u] /\\ pins' = [pins EXCEPT ![u] = {p}] /\\ io' = [io EXCEPT ![u] = <<u, TRUE>>]
             /\\ UNCHANGED <<flags, pte, version, disk, bounce, log, phase, turn>>
Write(p) == /\\ \\E u \\in Users : p \\in pins[u] /\\ version[p] < 1 /\\ version' = [version EXCEPT ![p] = @ + 1]
            /\\ UNCHANGED <<flags, pte, pins, disk, bounce, io, log, phase, turn>>
Next == \\/ \\E p \\in Pages : Clear(p) \\/ Write(p) \\/ \\E f \\in Flags : Set(p, f)
        \\/ \\E p \\in Pages, m \\in {"none", "ro", "rw"} : Map(p, m)
        \\/ \\E u \\in Users, p \\in Pages : Pin(u, p)
====
`;

const folder = mkdtempSync(join(tmpdir(), 'state-graph-'));
process.env.TRACEWRIGHT_CACHE ??= folder;
const peak = () => `peak RSS ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`;
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
try {
  const [java, jar] = [await findJava(process.env), await resolveJar({ env: process.env })];
  if (!java.ok || !jar.ok) throw new Error('Java or the jar is missing: run "tracewright setup"');
  writeFileSync(join(folder, 'Graph.tla'), MODULE);
  writeFileSync(join(folder, 'Graph.cfg'), 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n');
  await pipeAgainstFile(java.value.path, jar.value.path);
  await readers(join(folder, 'graph.dot'));
  covers();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Part (b): the same flags of the JVM and of TLC on both sides. */
async function pipeAgainstFile(java, jar) {
  const best = { file: Infinity, pipe: Infinity };
  for (let i = 0; i < repetitions; i++) {
    let start = performance.now();
    const model = { java, jar, folder, module: 'Graph', configFile: 'Graph.cfg', modelSize: 'large' };
    const dump = { format: 'dot', file: join(folder, 'graph.dot') };
    const filed = await runTlc({ ...model, dump });
    if (!filed.ok || filed.value.exitCode !== 0) throw new Error('TLC did not write the graph');
    best.file = Math.min(best.file, performance.now() - start);
    start = performance.now();
    const reader = readStateGraphDot();
    const piped = await runTlc(model, { onGraph: (text) => reader.push(text) });
    const graph = reader.end();
    if (!piped.ok || !graph.ok) throw new Error('the graph was not read');
    best.pipe = Math.min(best.pipe, performance.now() - start);
  }
  console.log(
    `(b) TLC into a file: ${seconds(best.file)}; runTlc through a pipe, read meanwhile: ${seconds(best.pipe)}, x${(best.pipe / best.file).toFixed(2)}; ${peak()}`,
  );
}

/** Part (a). */
async function readers(file) {
  const megabytes = statSync(file).size / 1e6;
  const best = { ours: Infinity, naive: Infinity };
  let graph;
  for (let i = 0; i < repetitions; i++) {
    let start = performance.now();
    graph = await readOurs(file);
    best.ours = Math.min(best.ours, performance.now() - start);
    if (i === 0) console.log(`(a) after reading with readStateGraphDot: ${peak()}`);
    start = performance.now();
    const naive = await readNaively(file);
    best.naive = Math.min(best.naive, performance.now() - start);
    if (naive.edges !== graph.sources.length) throw new Error('the readers disagree');
  }
  const states = graph.rows.length / graph.variables.length;
  console.log(`(a) ${megabytes.toFixed(0)} MB, ${states} states, ${graph.sources.length} transitions:`);
  for (const [name, ms] of Object.entries(best)) {
    console.log(
      `    ${name}: ${seconds(ms)}, ${(megabytes / (ms / 1000)).toFixed(0)} MB/s, x${(ms / best.ours).toFixed(2)}`,
    );
  }
  console.log(`    with both: ${peak()}`);
  const made = createStateGraph({
    ...graph,
    actions: graph.labels.map((name) => ({ name })),
    edgeActions: graph.edgeLabels,
  });
  const start = performance.now();
  const bytes = encodeGraph(made.value, 'bench').length;
  console.log(
    `    as a graph file: ${(bytes / 1e6).toFixed(2)} MB, 1/${(megabytes / (bytes / 1e6)).toFixed(0)} of the dot, in ${seconds(performance.now() - start)}`,
  );
}

async function readOurs(file) {
  const reader = readStateGraphDot();
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) reader.push(chunk);
  const graph = reader.end();
  if (!graph.ok) throw new Error(graph.error.message);
  return graph.value;
}

/** Structure and texts only: no value is parsed or shared. */
async function readNaively(file) {
  const states = new Map();
  const edges = [];
  for await (const line of createInterface({ input: createReadStream(file, { encoding: 'utf8' }) })) {
    const edge = /^(-?\d+) -> (-?\d+) \[label="([^"]*)"/.exec(line);
    if (edge) edges.push([edge[1], edge[2], edge[3]]);
    const state = /^(-?\d+) \[label="(.*)"(,style = filled)?\];?$/.exec(line);
    if (state) {
      const text = state[2].replaceAll('\\n', '\n').replaceAll('\\"', '"').replaceAll('\\\\', '\\');
      states.set(state[1], new Map(text.split('\n').map((conjunct) => conjunct.slice(3).split(' = '))));
    }
  }
  return { states, edges: edges.length };
}

/** Part (c). */
function covers() {
  for (const states of [25_000, 200_000]) {
    for (const backShare of [0, 0.15]) {
      const graph = syntheticGraph(createStateGraph, { states, backShare });
      console.log(`(c) ${graph.edgeCount} transitions, ${backShare * 100} % back:`);
      const exact = states <= 25_000 || exactLarge;
      const prices = {};
      for (const method of exact ? ['exact', 'greedy'] : ['greedy']) {
        const start = performance.now();
        const cover = coverTransitions(graph, { method });
        const ms = performance.now() - start;
        const { walks, price, bound } = cover.value;
        prices[method] = price;
        console.log(
          `    ${method}: ${seconds(ms)}, ${walks.count} walks, ${walks.steps} steps, price ${price}, at most ${((price / bound - 1) * 100).toFixed(1)} % above the minimum`,
        );
      }
      if (exact) console.log(`    greedy / exact: x${(prices.greedy / prices.exact).toFixed(3)}`);
    }
  }
  console.log(`peak of the whole process: ${peak()}`);
}
