// State graphs: how fast TLC's dot is read, what reading it through a pipe adds to TLC's own time, and how long covers
// take and how good they are. Each goal is a line, with what was measured beside it.
//
//   npm run build && node bench/state-graph.mjs [repetitions] [--exact-large] [--only tlc,dot,covers]
//
// tlc     TLC writing a dot (42,048 states, 10 variables, 360,912 transitions) into a file, against runTlc with the graph read
//         through the pipe, in turns, the best of each;
// dot     that dot, and one of more than 500 MB that TLC writes of the same module with a larger bound, each read with
//         readStateGraphDot in a process of its own, beside readline and one regular expression a line;
// covers  of synthetic graphs of 10^5 to 1.5x10^6 transitions, without cycles and with 15 % edges back: nearly the
//         cheapest, with the bound that is proved; the cheapest ones too up to 10^5, and with `--exact-large` of all.
//
// Seconds of a shared machine are as good as it is idle: seconds of the processor stand beside them.
// The large dot takes a minute or two and half a gigabyte below the system's temporary folder; it is deleted.
// Needs Java and the jar (`tracewright setup`, or TLA2TOOLS_JAR). TRACEWRIGHT_DIST names another build than ../dist.
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { syntheticGraph } from './support/synthetic-graph.mjs';

const dist = process.env.TRACEWRIGHT_DIST
  ? pathToFileURL(resolve(process.env.TRACEWRIGHT_DIST) + '/')
  : new URL('../dist/', import.meta.url);
const load = (name) => import(new URL(`${name}/index.js`, dist).href);
const { readStateGraphDot } = await load('parser');
const { createStateGraph, coverTransitions, encodeGraph } = await load('graph');
const { findJava, resolveJar, runTlc } = await load('tlc');
const words = process.argv.slice(2);
const repetitions = Number(words.find((word) => /^\d+$/.test(word)) ?? 3);
const exactLarge = words.includes('--exact-large');
const only = words.includes('--only')
  ? words[words.indexOf('--only') + 1].split(',')
  : ['tlc', 'dot', 'covers'];

const MODULE = `---- MODULE Graph ----
EXTENDS Naturals
CONSTANT Last
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
Write(p) == /\\ \\E u \\in Users : p \\in pins[u] /\\ version[p] < Last /\\ version' = [version EXCEPT ![p] = @ + 1]
            /\\ UNCHANGED <<flags, pte, pins, disk, bounce, io, log, phase, turn>>
Next == \\/ \\E p \\in Pages : Clear(p) \\/ Write(p) \\/ \\E f \\in Flags : Set(p, f)
        \\/ \\E p \\in Pages, m \\in {"none", "ro", "rw"} : Map(p, m)
        \\/ \\E u \\in Users, p \\in Pages : Pin(u, p)
====
`;

const folder = mkdtempSync(join(tmpdir(), 'state-graph-'));
const seconds = (s) => `${s.toFixed(2)} s`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
const percent = (fraction) => `${(fraction * 100).toFixed(2)} %`;
const goal = (what, measured, limit, print) =>
  console.log(
    `    goal: ${what} at most ${print(limit)}: ${print(measured)}, ${measured <= limit ? 'met' : 'MISSED'}`,
  );

try {
  if (only.includes('tlc') || only.includes('dot')) {
    const [java, jar] = [await findJava(process.env), await resolveJar({ env: process.env })];
    if (!java.ok || !jar.ok) throw new Error('Java or the jar is missing: run "tracewright setup"');
    writeFileSync(join(folder, 'Graph.tla'), MODULE);
    for (const last of [1, 3]) {
      const lines = [`CONSTANT Last = ${last}`, 'INIT Init', 'NEXT Next', 'CHECK_DEADLOCK FALSE', ''];
      writeFileSync(join(folder, `Graph${last}.cfg`), lines.join('\n'));
    }
    const model = { java: java.value.path, jar: jar.value.path, folder, module: 'Graph', modelSize: 'large' };
    if (only.includes('tlc')) await pipeAgainstFile(model);
    if (only.includes('dot')) await readers(model);
  }
  if (only.includes('covers')) covers();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** TLC writes the dot of the module with a bound into a file; returns the file. */
async function dump(model, last) {
  const file = join(folder, `graph${last}.dot`);
  const run = await runTlc({ ...model, configFile: `Graph${last}.cfg`, dump: { format: 'dot', file } });
  if (!run.ok || run.value.exitCode !== 0) throw new Error('TLC did not write the graph');
  return file;
}

/** The same flags of the JVM and of TLC on both sides. */
async function pipeAgainstFile(model) {
  const best = { file: Infinity, pipe: Infinity };
  for (let i = 0; i < repetitions; i++) {
    let start = performance.now();
    await dump(model, 1);
    best.file = Math.min(best.file, (performance.now() - start) / 1000);
    start = performance.now();
    const reader = readStateGraphDot();
    const piped = await runTlc(
      { ...model, configFile: 'Graph1.cfg' },
      { onGraph: (text) => reader.push(text) },
    );
    const graph = reader.end();
    if (!piped.ok || !graph.ok) throw new Error('the graph was not read');
    best.pipe = Math.min(best.pipe, (performance.now() - start) / 1000);
  }
  console.log(
    `tlc: into a file ${seconds(best.file)}; read through the pipe meanwhile ${seconds(best.pipe)}`,
  );
  goal("reading adds to TLC's own time", best.pipe / best.file - 1, 0.1, percent);
}

async function readers(model) {
  for (const last of [1, 3]) {
    const file = await dump(model, last);
    const size = statSync(file).size;
    const ours = bestRead(file, 'ours', last === 1 ? repetitions : Math.min(2, repetitions));
    const naive = bestRead(file, 'readline', 1);
    if (naive.transitions !== ours.transitions || naive.states !== ours.states)
      throw new Error('the readers disagree');
    const counts = `${ours.states} states, ${ours.transitions} transitions`;
    console.log(`dot: ${megabytes(size)}, ${counts}, each read in a process of its own:`);
    for (const [name, { seconds: time, processor, peak }] of Object.entries({ ours, readline: naive })) {
      const rate = `${(size / 1e6 / time).toFixed(0)} MB/s, x${(time / ours.seconds).toFixed(2)}`;
      console.log(
        `    ${name}: ${seconds(time)} (processor ${seconds(processor)}), ${rate}, peak RSS ${megabytes(peak)}`,
      );
    }
    if (last === 1) await realGraph(file);
    else {
      goal('500 MB of it, at this rate,', (ours.seconds * 5e8) / size, 5, seconds);
      goal('peak RSS of all of it', ours.peak, 2 ** 30, megabytes);
    }
    rmSync(file);
  }
}

/** The fastest of some reads, each in a process of its own. */
function bestRead(file, way, times) {
  const script = fileURLToPath(new URL('support/read-dot.mjs', import.meta.url));
  const room = way === 'ours' ? [] : ['--max-old-space-size=8192'];
  const reads = Array.from({ length: times }, () =>
    JSON.parse(execFileSync(process.execPath, [...room, script, dist.href, file, way], { encoding: 'utf8' })),
  );
  return reads.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

/** How large the graph is in our own file, and how fast it is covered. */
async function realGraph(file) {
  const reader = readStateGraphDot();
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) reader.push(chunk);
  const { value: graph } = reader.end();
  const made = createStateGraph({
    ...graph,
    actions: graph.labels.map((name) => ({ name })),
    edgeActions: graph.edgeLabels,
  });
  const start = performance.now();
  const bytes = encodeGraph(made.value, 'bench').length;
  const time = seconds((performance.now() - start) / 1000);
  const share = `1/${(statSync(file).size / bytes).toFixed(0)} of the dot`;
  console.log(`    as a graph file: ${(bytes / 1e6).toFixed(2)} MB, ${share}, in ${time}`);
  console.log(`covers: of the same graph, ${graph.sources.length} transitions:`);
  const near = bestCover(made.value, 'near', repetitions);
  goal('above the proved bound', near.gap, 0.02, percent);
  bestCover(made.value, 'exact', 1);
}

function covers() {
  for (const [states, backShare] of [
    [25_000, 0],
    [25_000, 0.15],
    [200_000, 0],
    [200_000, 0.15],
    [375_000, 0],
    [375_000, 0.15],
  ]) {
    const graph = syntheticGraph(createStateGraph, { states, backShare });
    console.log(`covers: ${graph.edgeCount} transitions, ${backShare * 100} % back:`);
    const near = bestCover(graph, 'near', repetitions);
    if (states > 25_000) goal('near', near.time, states > 200_000 ? 5 : 2, seconds);
    goal('above the proved bound', near.gap, 0.02, percent);
    if (states > 25_000 && !exactLarge) continue;
    const exact = bestCover(graph, 'exact', 1);
    if (exact.gap !== 0) throw new Error('the exact cover is not proved to be the cheapest');
    if (states > 25_000) goal('exact', exact.time, 60, seconds);
    console.log(`    near is really ${percent(near.price / exact.price - 1)} above the minimum`);
  }
  console.log(`peak RSS of the process of all covers: ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
}

/** The fastest of some runs. */
function bestCover(graph, method, times) {
  let best = { time: Infinity };
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    const { walks, price, bound, gap } = coverTransitions(graph, { method }).value;
    const time = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(before);
    if (time < best.time) best = { walks, price, bound, gap, time, processor: (user + system) / 1e6 };
  }
  const { walks, price, bound, time, processor } = best;
  const found = `${walks.count} walks, ${walks.steps} steps, price ${price}, bound ${bound}`;
  console.log(`    ${method}: ${seconds(time)} (processor ${seconds(processor)}), ${found}`);
  return best;
}
