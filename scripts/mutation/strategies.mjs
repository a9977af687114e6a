/**
 * Ways to walk through one state graph, as sets of walks. Each gets the committed walks, which take every transition and
 * try every refusal, and gives others through the same graph.
 */

const NOT_TRIED = 'this strategy tries none';

/** Every state once; what most suites from models stop at. */
const nodeCover = (set, { graph, coverStates }) => {
  const { value } = coverStates(graph);
  const walks = Array.from({ length: value.count }, (_, i) => ({
    start: value.starts[i],
    edges: [...value.edges.subarray(value.first[i], value.first[i + 1])],
  }));
  return { ...set, walks, noRefusals: NOT_TRIED };
};

const edgeCover = (set) => ({ ...set, walks: set.walks, noRefusals: NOT_TRIED });

/** As many walks and steps as the edge cover has, each step chosen by chance among the transitions. */
const randomWalks =
  (seed) =>
  (set, { graph, randomNumbers }) => {
    const random = randomNumbers(seed);
    const walks = set.walks.map(({ edges }) => {
      const start = set.initial[random(set.initial.length)];
      const path = [];
      for (let at = start; path.length < edges.length;) {
        const [from, to] = [graph.firstEdge[at], graph.firstEdge[at + 1]];
        if (from === to) break;
        path.push(from + random(to - from));
        at = graph.targets[path.at(-1)];
      }
      return { start, edges: path };
    });
    return { ...set, walks, noRefusals: NOT_TRIED };
  };

/** The name of what needs no graph: the counterexamples and witnesses that the models' authors asked for. */
export const TRACES = 'counterexamples and witnesses';

export const STRATEGIES = {
  'every state': nodeCover,
  'random steps': randomWalks(1),
  'every transition': edgeCover,
  'every transition and refusal': (set) => set,
};
