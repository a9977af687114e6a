import type { Evidence } from './evidence.ts';
import type { WalkGraph } from './walk-graph.ts';

/** How many of the things that are missing are named. */
const NAMED = 5;

/**
 * What a run of walks shows, a sentence each. When every transition was taken and every refusal was tried, it ends by
 * saying that the implementation does what the model does; else it says what is missing.
 */
export function certificate(graph: WalkGraph, evidence: Evidence): readonly string[] {
  const { set } = graph;
  const { states, edges, noRefusals } = evidence;
  const total = set.states.reduce((sum, _, state) => sum + graph.disabledAt(state).length, 0);
  const missing = [
    ...missingEdges(graph, edges),
    ...evidence.otherWays,
    ...(noRefusals === undefined ? [] : [`refusals were not tried: ${noRefusals}`]),
    ...(noRefusals === undefined && evidence.refusals < total
      ? [`${total - evidence.refusals} refusals were not tried, in states that were not visited`]
      : []),
  ];
  return [
    `${set.id}: ${share(count(edges), edges.length)} transitions taken, ${share(count(states), states.length)} states visited, in ${evidence.walks} walks`,
    ...(noRefusals === undefined
      ? [
          `${share(evidence.refusals, total)} refusals: an action that the model does not allow in a state was refused there`,
        ]
      : []),
    `${set.variables.length === 1 ? 'the variable was' : `all ${set.variables.length} variables were`} compared after every step and every refusal`,
    ...(missing.length === 0
      ? [
          `so, within the bounds of ${set.id}.cfg and as far as the driver shows it, the implementation reaches the states of the model by its transitions and by no others`,
        ]
      : missing.map((what) => `missing: ${what}`)),
  ];
}

/** What a run that misses nothing says. */
export function fullCertificate(graph: WalkGraph): readonly string[] {
  const { set } = graph;
  const all = (length: number): Uint8Array => new Uint8Array(length).fill(1);
  const edges = new Uint8Array(set.edges.length);
  for (const walk of set.walks) for (const edge of walk.edges) edges[edge] = 1;
  const states = new Uint8Array(set.states.length);
  for (const { start, edges: path } of set.walks) {
    states[start] = 1;
    for (const edge of path) states[set.edges[edge]![1]] = 1;
  }
  const visited = [...states.keys()].filter((state) => states[state] === 1);
  return certificate(graph, {
    states,
    edges,
    refused: all(set.states.length),
    refusals: visited.reduce((sum, state) => sum + graph.disabledAt(state).length, 0),
    otherWays: [],
    walks: set.walks.length,
    ...(set.noRefusals !== undefined && { noRefusals: set.noRefusals }),
  });
}

function missingEdges({ set, ...graph }: WalkGraph, taken: Uint8Array): readonly string[] {
  const open = set.edges.flatMap(([, , action], edge) => (taken[edge] === 0 ? [action] : []));
  if (open.length === 0) return [];
  const names = [...new Set(open.map((action) => graph.nameOf(action)))];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} others` : '';
  return [`${open.length} transitions were not taken: ${names.slice(0, NAMED).join(', ')}${more}`];
}

const count = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0);

const share = (part: number, whole: number): string =>
  `${part.toLocaleString('en')} of ${whole.toLocaleString('en')}`;
