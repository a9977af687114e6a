import { walkTests } from '../../conformance/index.ts';
import { createStateGraph, type StateGraph } from '../../graph/index.ts';
import { discoverModels, type ModelTask } from '../../manifest/index.ts';
import { fail, ok, printAction, printValue, type Result, type WalkSet } from '../../trace/index.ts';
import { committedWalks } from '../suite/committed-walks.ts';

/** Which tests come where in a state graph; each is named with its step. */
export interface GraphTests {
  /** The one that takes an edge first; undefined of an edge that none takes. */
  edge(edge: number): string | undefined;
  /** The one that tries first an action that is impossible in a state, as in `Put(p = p1)`. */
  refusals(state: number, action: string): string | undefined;
  /** The one that sees first where an implementation begins. */
  readonly initial: string;
}

/** The state graph that the suite of a model walks through, with its tests; undefined for a model that is not walked. */
export async function graphTests(
  task: ModelTask,
): Promise<Result<(GraphTests & { readonly graph: StateGraph }) | undefined, string>> {
  if (task.expected?.walk === undefined) return ok(undefined);
  const { manifests } = await discoverModels([task.folder]);
  const found = manifests.find(({ tasks }) => tasks.some(({ config }) => config === task.config));
  if (!found?.manifest.suite) return ok(undefined);
  const walks = await committedWalks(task, found);
  if (!walks.ok) return fail(walks.error);
  const { ignored = [], unordered = [] } = walks.value;
  const lenient = [...ignored, ...unordered];
  if (lenient.length > 0)
    return fail(
      `its suite does not compare ${lenient.join(', ')} in full, so what its tests show is not known`,
    );
  const graph = graphOf(walks.value);
  return graph.ok ? ok({ graph: graph.value, ...testsOf(walks.value) }) : fail(graph.error.message);
}

/** Edges stand in the order of their sources there, and keep their order otherwise. */
const sourceOrder = ({ edges }: WalkSet): readonly number[] =>
  [...edges.keys()].sort((a, b) => edges[a]![0] - edges[b]![0]);

const graphOf = (set: WalkSet): ReturnType<typeof createStateGraph> => {
  const edges = sourceOrder(set).map((edge) => set.edges[edge]!);
  return createStateGraph({
    variables: set.variables,
    values: set.values,
    rows: Uint32Array.from(set.states.flat()),
    initial: Uint32Array.from(set.initial),
    actions: set.actions,
    sources: Uint32Array.from(edges, ([source]) => source),
    targets: Uint32Array.from(edges, ([, target]) => target),
    edgeActions: Uint32Array.from(edges, ([, , action]) => action),
  });
};

function testsOf(set: WalkSet): GraphTests {
  const edges = new Map<number, string>();
  const states = new Map<number, string>();
  const note = (places: Map<number, string>, place: number, test: string): void => {
    if (!places.has(place)) places.set(place, test);
  };
  const tests = walkTests(set);
  for (const { id, walks } of tests)
    for (const walk of walks) {
      const name = walks.length === 1 ? id : `${id}, walk ${walk + 1}`;
      const { start, edges: path } = set.walks[walk]!;
      note(states, start, `${name}, before the first step`);
      path.forEach((edge, i) => {
        note(edges, edge, `${name}, step ${i + 1}`);
        note(states, set.edges[edge]![1], `${name}, step ${i + 1}`);
      });
    }
  const order = sourceOrder(set);
  const listed = new Set(set.actions.map((action) => printAction(action, printValue)));
  // Where the choices are the implementation's, walks go on to every action of the states that it shows.
  const anywhere = set.choices === undefined ? undefined : set.id;
  return {
    edge: (edge) => edges.get(order[edge]!) ?? anywhere,
    refusals: (state, action) =>
      set.noRefusals === undefined && listed.has(action) ? (states.get(state) ?? anywhere) : undefined,
    initial: tests[0]?.id ?? set.id,
  };
}
