// Reads a dot in a process of its own, so that its peak of memory is its own:
//
//   node bench/support/read-dot.mjs <dist folder as URL> <file.dot> ours|readline
//
// Prints a line of JSON. `readline` is what one would write first: readline, a regular expression a line, values left as texts.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [dist, file, way] = process.argv.slice(2);
const { readStateGraphDot } = await import(new URL('parser/index.js', dist).href);
const before = process.cpuUsage();
const start = performance.now();
const read = await (way === 'ours' ? readOurs() : readNaively());
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
const processor = (user + system) / 1e6;
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ...read, seconds, processor, peak }));

async function readOurs() {
  const reader = readStateGraphDot();
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    reader.push(chunk);
  }
  const graph = reader.end();
  if (!graph.ok) throw new Error(graph.error.message);
  const { rows, variables, sources } = graph.value;
  return { states: rows.length / variables.length, transitions: sources.length };
}

/** Structure and texts only: no value is parsed or shared. */
async function readNaively() {
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
  return { states: states.size, transitions: edges.length };
}
