import type { WalkSet } from '../trace/index.ts';
import { sumOfSuites, type SuiteCoverage } from './coverage.ts';

/** What walks plan for each action of their model, by name. */
export function suiteCoverage(set: WalkSet): ReadonlyMap<string, SuiteCoverage> {
  const { actions, choices, edges, frontier = [], noRefusals, walks } = set;
  const planned = new Set(walks.flatMap((walk) => walk.edges));
  const visited = new Set(walks.map(({ start }) => start));
  for (const edge of planned) visited.add(edges[edge]![1]);
  for (const state of frontier) visited.delete(state);
  const enabled = new Set(edges.map(([source, , action]) => `${source} ${action}`));
  const disabledIn = (action: number): number =>
    [...visited].filter((state) => !enabled.has(`${state} ${action}`)).length;
  const names = new Map<string, SuiteCoverage>();
  actions.forEach(({ name }, action) => {
    const own = edges.flatMap(([, , label], edge) => (label === action ? [edge] : []));
    const plan = {
      planned: own.filter((edge) => planned.has(edge)).length,
      refusals: noRefusals === undefined ? disabledIn(action) : 0,
    };
    const coverage = { transitions: own.length, ...(choices === undefined && plan) };
    const before = names.get(name);
    names.set(name, before ? sumOfSuites(before, coverage) : coverage);
  });
  return names;
}
