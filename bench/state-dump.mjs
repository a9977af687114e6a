// How fast a state dump of TLC is read, against two other ways in the same run:
//   - parsing every value with the grammar (on a sample of the states, extrapolated to the whole file);
//   - readline and split at " = ", which parses nothing and is what one would write first.
//
//   npm run build && node bench/state-dump.mjs [repetitions]
//
// The dump comes from a real run of TLC (82,944 states, 10 variables) when there is a jar (`tracewright setup`, or
// TLA2TOOLS_JAR), else it is synthesised in the same shape. Goal: 50 MB/s. TRACEWRIGHT_DIST names another build.
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const dist = process.env.TRACEWRIGHT_DIST
  ? pathToFileURL(resolve(process.env.TRACEWRIGHT_DIST) + '/')
  : new URL('../dist/', import.meta.url);
const { parseValue, readStateDump } = await import(new URL('parser/index.js', dist).href);
const { resolveJar } = await import(new URL('tlc/index.js', dist).href);
const repetitions = Number(process.argv[2] ?? 5);
const SAMPLE = 2000;

const MODULE = `---- MODULE Dump ----
EXTENDS Naturals
VARIABLES flags, pte, pins, version, disk, bounce, io, holder, log, phase
Pages == {"p1", "p2"}
Users == {"u1", "u2"}
Init == /\\ flags \\in [Pages -> SUBSET {"PG_dirty", "PG_locked", "PG_writeback"}]
        /\\ pte \\in [Pages -> {"none", "ro", "rw"}]
        /\\ pins \\in [Users -> SUBSET Pages]
        /\\ version \\in [Pages -> 0..2]
        /\\ disk = [p \\in Pages |-> version[p]]
        /\\ bounce = [p \\in Pages |-> [used |-> "PG_writeback" \\in flags[p], version |-> version[p]]]
        /\\ io = [u \\in Users |-> <<u, pins[u] # {}>>]
        /\\ holder = [p \\in Pages |-> {u \\in Users : p \\in pins[u]}]
        /\\ log = <<version["p1"], version["p2"], pte["p1"]>>
        /\\ phase = "start"
Next == UNCHANGED <<flags, pte, pins, version, disk, bounce, io, holder, log, phase>>
====
`;

const folder = mkdtempSync(join(tmpdir(), 'state-dump-'));
const file = join(folder, 'states.dump');
const jar = await resolveJar({ env: process.env });
if (jar.ok) dumpWithTlc(jar.value.path);
else synthesise();
const bytes = statSync(file).size;
console.log(`dump: ${(bytes / 1e6).toFixed(1)} MB, ${jar.ok ? 'by TLC' : 'synthesised, as there is no jar'}`);

const ways = { readStateDump: readAll, 'readline + split, no parsing': splitLines };
const best = {};
let memory = 0;
for (let i = 0; i < repetitions; i++) {
  for (const [name, way] of Object.entries(ways)) {
    const start = performance.now();
    const states = await way();
    best[name] = Math.min(best[name] ?? Infinity, performance.now() - start);
    if (i === 0) console.log(`${name}: ${states} states`);
    if (name === 'readStateDump') memory = Math.max(memory, process.memoryUsage.rss());
  }
}
const grammar = await parseSample();
best['every value by the grammar (extrapolated)'] = grammar;

const ours = best['readStateDump'];
for (const [name, time] of Object.entries(best)) {
  const speed = bytes / 1e6 / (time / 1000);
  console.log(
    `${name}: ${time.toFixed(0)} ms, ${speed.toFixed(1)} MB/s, ${(time / ours).toFixed(2)} x readStateDump`,
  );
}
console.log(
  `highest RSS seen after readStateDump: ${(memory / 1e6).toFixed(0)} MB; peak of the whole process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
);
rmSync(folder, { recursive: true, force: true });

async function readAll() {
  let states = 0;
  const reader = readStateDump({
    onState: () => states++,
    onProblem: ({ message }) => {
      throw new Error(message);
    },
  });
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) reader.push(chunk);
  reader.end();
  return states;
}

async function splitLines() {
  let states = 0;
  let seen = 0;
  for await (const line of createInterface({ input: createReadStream(file, { encoding: 'utf8' }) })) {
    if (line.startsWith('State ')) states++;
    else seen += line.split(' = ').length;
  }
  if (seen === 0) throw new Error('nothing was split');
  return states;
}

/** The time that parsing every value of the dump takes, from that of the first states. */
async function parseSample() {
  const values = [];
  let size = 0;
  for await (const line of createInterface({ input: createReadStream(file, { encoding: 'utf8' }) })) {
    if (line === `State ${SAMPLE + 1}:`) break;
    size += line.length + 1;
    if (line.startsWith('/\\ ')) values.push(line.slice(line.indexOf(' = ') + 3));
  }
  const start = performance.now();
  for (const value of values) if (!parseValue(value).ok) throw new Error(value);
  return ((performance.now() - start) * bytes) / size;
}

function dumpWithTlc(path) {
  writeFileSync(join(folder, 'Dump.tla'), MODULE);
  writeFileSync(join(folder, 'Dump.cfg'), 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n');
  const java = ['-XX:+UseParallelGC', `-Djava.io.tmpdir=${folder}`, '-cp', path, 'tlc2.TLC', '-workers', '1'];
  const options = ['-metadir', join(folder, 'meta'), '-dump', file, '-config', 'Dump.cfg', 'Dump'];
  execFileSync('java', [...java, ...options], { cwd: folder, stdio: 'ignore' });
}

function synthesise() {
  const pick = (list, i) => list[i % list.length];
  const sets = ['{}', '{"PG_dirty"}', '{"PG_locked"}', '{"PG_dirty", "PG_locked"}', '{"PG_writeback"}'];
  const blocks = [];
  for (let i = 1; i <= 82_944; i++) {
    const [a, b] = [pick(sets, i), pick(sets, Math.floor(i / 5))];
    blocks.push(
      `State ${i}:\n/\\ flags = [p1 |-> ${a}, p2 |-> ${b}]\n/\\ pte = [p1 |-> "ro", p2 |-> "rw"]\n/\\ pins = [u1 |-> {"p1"}, u2 |-> {}]\n` +
        `/\\ version = [p1 |-> ${i % 3}, p2 |-> 0]\n/\\ disk = [p1 |-> ${i % 3}, p2 |-> 0]\n/\\ bounce = [p1 |-> [used |-> FALSE, version |-> ${i % 3}]]\n` +
        `/\\ io = [u1 |-> <<"u1", TRUE>>, u2 |-> <<"u2", FALSE>>]\n/\\ holder = [p1 |-> {"u1"}, p2 |-> {}]\n/\\ log = <<${i % 3}, 0, "ro">>\n/\\ phase = "start"\n`,
    );
  }
  writeFileSync(file, `${blocks.join('\n')}\n`);
}
