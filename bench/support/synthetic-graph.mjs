/**
 * A layered graph of the shape of a model's: about `out` edges out of each state, most of them to the next of 20 levels,
 * `backShare` of them back to an earlier one. Every state can be reached from the one initial state. Always the same.
 */
export function syntheticGraph(createStateGraph, { states, out = 4, backShare = 0, levels = 20 }) {
  let seed = 12345;
  const random = (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const width = Math.max(1, Math.floor((states - 1) / levels));
  const level = (state) => (state === 0 ? 0 : Math.min(levels, Math.floor((state - 1) / width) + 1));
  const firstOf = (l) => (l === 0 ? 0 : (l - 1) * width + 1);
  const sizeOf = (l) => (l === 0 ? 1 : l === levels ? states - firstOf(levels) : width);
  const sources = [];
  const targets = [];
  for (let state = 1; state < states; state++) {
    const above = level(state) - 1;
    sources.push(firstOf(above) + random(sizeOf(above)));
    targets.push(state);
  }
  while (sources.length < states * out) {
    const state = random(states);
    const l = level(state);
    const back = random(1000) < backShare * 1000;
    if (l === levels && !back) continue;
    const to = back ? random(l + 1) : l + 1;
    sources.push(state);
    targets.push(firstOf(to) + random(sizeOf(to)));
  }
  const graph = createStateGraph({
    variables: ['n'],
    values: [Array.from({ length: states }, (_, n) => ({ kind: 'int', value: BigInt(n) }))],
    rows: Uint32Array.from({ length: states }, (_, n) => n),
    initial: Uint32Array.of(0),
    actions: [{ name: 'Step', arguments: [] }],
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    edgeActions: new Uint32Array(sources.length),
  });
  if (!graph.ok) throw new Error(graph.error.message);
  return graph.value;
}
