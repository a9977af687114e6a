import type { WalkSet } from '../trace/index.ts';
import type { SuiteCoverage } from './coverage.ts';

/** What walks do with each action of their model, by name. */
export function suiteCoverage(set: WalkSet): ReadonlyMap<string, SuiteCoverage> {
  const { actions, edges, noRefusals, walks } = set;
  const walked = new Set(walks.flatMap((walk) => walk.edges));
  const visited = new Set(walks.map(({ start }) => start));
  for (const edge of walked) visited.add(edges[edge]![1]);
  const enabled = new Set(edges.map(([source, , action]) => `${source} ${action}`));
  const names = new Map<string, SuiteCoverage>();
  actions.forEach(({ name }, action) => {
    const before = names.get(name) ?? { walked: 0, transitions: 0, refused: 0 };
    const own = edges.flatMap(([, , label], edge) => (label === action ? [edge] : []));
    const refused =
      noRefusals === undefined
        ? [...visited].filter((state) => !enabled.has(`${state} ${action}`)).length
        : 0;
    names.set(name, {
      walked: before.walked + own.filter((edge) => walked.has(edge)).length,
      transitions: before.transitions + own.length,
      refused: before.refused + refused,
    });
  });
  return names;
}
