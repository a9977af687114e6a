import { compareStates } from '../compare-states.ts';
import { ConformanceError, summaryOf } from '../conformance-error.ts';
import { DriverSession } from '../driver-session.ts';
import type { ActionCall, Driver, TraceFacts } from '../driver.ts';
import { DIFFERENT_STATE, REFUSED_CHANGES_NOTHING } from '../failure-text.ts';
import { hostObject } from '../host-of.ts';
import type { Walk } from '../../trace/index.ts';
import { isPromise } from '../is-promise.ts';
import { noEvidence, type Evidence } from './evidence.ts';
import { setFailingPath, type FailedRefusal, type FailingPath } from './failing-path.ts';
import type { WalkGraph } from './walk-graph.ts';
import { wayToOpenCall } from './way-to-open-call.ts';

/** Makes the driver of one walk. */
export type AnyCreateDriver = (constants: never, facts: TraceFacts) => Driver;

/** What a replay of a walk needs besides the graph. */
export interface WalkContext {
  readonly graph: WalkGraph;
  readonly createDriver: AnyCreateDriver;
  /** The command that runs the test of this walk again. */
  readonly repeat: string;
  /** Whether a walk goes on where the implementation rightly went another way, if the choices are the implementation's. */
  readonly wanders: boolean;
}

/**
 * Takes an implementation along a walk, compares the full state after every step, and tries in every state that it
 * reaches for the first time each action that the model does not allow there. What was seen is added to the evidence. A
 * failure is told for the shortest way to it.
 *
 * @throws ConformanceError at the first step at which the implementation refuses, fails, does not answer in time, shows a
 * state that the model does not allow, or does what the model does not allow.
 */
export async function replayWalk(number: number, context: WalkContext, evidence: Evidence): Promise<void> {
  const walk = context.graph.set.walks[number]!;
  evidence.walks++;
  const at = atStart(walk.start);
  try {
    await take(walk, context, evidence, at);
  } catch (error) {
    throw (await shorter(walk, context, at, error)) ?? withPath(error, at);
  }
}

/** How far a walk has come. */
interface Place {
  /** The last state that was seen to be right. */
  state: number;
  /** The initial state from which the implementation began. */
  start: number;
  /** The edges that were taken, with the one that is being taken. */
  path: number[];
  /** The edge that is being taken from there; missing while refusals are tried. */
  edge?: number | undefined;
  /** The action whose refusal is being tried, and what came of it. */
  refusal?: FailedRefusal | undefined;
  /** Whether the implementation was in an initial state of the model. */
  isBegun: boolean;
}

const atStart = (state: number): Place => ({ state, start: state, path: [], isBegun: false });

/** The error, which knows from now on how the walk came to it. */
function withPath(error: unknown, { start, path, refusal, isBegun }: Place): unknown {
  if (error instanceof ConformanceError && isBegun)
    setFailingPath(error, { start, edges: path, ...(refusal !== undefined && { refusal }) });
  return error;
}

/** Takes a walk, and keeps `at` up to date. */
async function take(walk: Walk, context: WalkContext, evidence: Evidence, at: Place): Promise<void> {
  const { graph, createDriver, repeat } = context;
  const { id, goal, constants } = graph.set;
  const session = new DriverSession<ActionCall, object>(id, repeat);
  const facts = { id, title: goal, steps: walk.edges.length, end: 'finite' } as const;
  await session.create(
    createDriver as (constants: object, facts: TraceFacts) => Driver,
    hostObject(constants),
    facts,
  );
  await session.within(() => new WalkRun(walk, context, session, evidence, at).run());
}

class WalkRun {
  private readonly walk: Walk;
  private readonly graph: WalkGraph;
  private readonly session: DriverSession<ActionCall, object>;
  private readonly evidence: Evidence;
  private readonly at: Place;
  private readonly context: WalkContext;

  constructor(
    walk: Walk,
    context: WalkContext,
    session: DriverSession<ActionCall, object>,
    evidence: Evidence,
    at: Place,
  ) {
    this.walk = walk;
    this.context = context;
    this.graph = context.graph;
    this.session = session;
    this.evidence = evidence;
    this.at = at;
  }

  async run(): Promise<void> {
    const { graph, walk, session, evidence } = this;
    const initial = hostObject(graph.stateOf(walk.start));
    await session.call('init', () => session.driver.init(initial));
    session.goTo('the initial state');
    const begun = await this.arrive(walk.start, () => graph.set.initial);
    this.at.start = begun;
    this.at.isBegun = true;
    if (evidence.refused[begun] === 0) await this.tryRefusals(begun, 'in the initial state');
    if (begun !== walk.start) return this.goesAnotherWay('init() begins in another initial state');
    for (const edge of walk.edges) {
      const name = graph.nameOf(graph.set.edges[edge]![2]);
      if (!(await this.step(edge, walk.edges.length)))
        return this.goesAnotherWay(`${name} has several outcomes`);
    }
  }

  /** Performs the action of an edge; false if that leads along another edge, which the model allows too. */
  private async step(edge: number, of: number): Promise<boolean> {
    const { graph, session, evidence, at } = this;
    const [source, target, action] = graph.set.edges[edge]!;
    const name = graph.nameOf(action);
    at.edge = edge;
    at.path.push(edge);
    session.goTo(`step ${at.path.length} of ${Math.max(of, at.path.length)}`, name);
    const answer = session.apply(graph.callOf(action));
    if ((isPromise(answer) ? await answer : answer) === 'refused')
      throw session.failure(`the implementation refused ${name}, which the model allows here`);
    const outcomes = (): readonly number[] =>
      graph.edgesFrom(source).filter((other) => graph.set.edges[other]![2] === action);
    const allowed = (): readonly number[] => outcomes().map((other) => graph.set.edges[other]![1]);
    const reached = await this.arrive(target, allowed, source);
    const taken =
      reached === target ? edge : outcomes().find((other) => graph.set.edges[other]![1] === reached)!;
    at.path[at.path.length - 1] = taken;
    evidence.edges[taken] = 1;
    evidence.calls[graph.callOfEdge(taken)] = 1;
    session.did(name);
    if (evidence.refused[reached] === 0) await this.tryRefusals(reached, 'after the steps below');
    return taken === edge;
  }

  /** Compares the state with the one that is wanted, else with those that are allowed too; answers with which it is. */
  private async arrive(wanted: number, allowed: () => readonly number[], before?: number): Promise<number> {
    const { session, at, evidence } = this;
    const answer = this.observe();
    const observed = isPromise(answer) ? await answer : answer;
    // Reading the answer may run code of the driver: a getter, a proxy.
    const found = session.call('observe', () =>
      this.shows(observed, wanted) ? wanted : allowed().find((candidate) => this.shows(observed, candidate)),
    );
    const state = isPromise(found) ? await found : found;
    if (state === undefined)
      throw session.failure(
        DIFFERENT_STATE,
        this.lines(observed, wanted, before),
        this.whatWouldFit(observed, before),
      );
    at.state = state;
    evidence.states[state] = 1;
    return state;
  }

  private async tryRefusals(state: number, place: string): Promise<void> {
    const { session, graph, evidence } = this;
    if (graph.set.noRefusals !== undefined || evidence.noRefusals !== undefined) return;
    if (session.driver.tellsRefusal === false) {
      evidence.noRefusals =
        'the driver says that it cannot tell a refusal (tellsRefusal); if it never can, "refusals": false in the manifest\'s "walk" asks for none';
      return;
    }
    this.at.edge = undefined;
    for (const action of graph.disabledAt(state)) {
      const name = graph.nameOf(action);
      this.at.refusal = { action, was: 'not answered' };
      session.goTo(place, name);
      const answer = session.apply(graph.callOf(action));
      if ((isPromise(answer) ? await answer : answer) === 'done') {
        this.at.refusal = { action, was: 'performed' };
        throw session.failure(`the implementation performed ${name}, which the model does not allow here`);
      }
      const shown = this.observe();
      const observed = isPromise(shown) ? await shown : shown;
      const isSame = session.call('observe', () => this.shows(observed, state));
      if (!(isPromise(isSame) ? await isSame : isSame)) {
        this.at.refusal = { action, was: 'changed' };
        throw session.failure(DIFFERENT_STATE, this.lines(observed, state), [REFUSED_CHANGES_NOTHING]);
      }
      evidence.refusals++;
    }
    this.at.refusal = undefined;
    evidence.refused[state] = 1;
  }

  private observe(): unknown {
    const { session } = this;
    return session.call('observe', (): unknown => session.driver.observe());
  }

  private shows(observed: unknown, state: number): boolean {
    if (typeof observed !== 'object' || observed === null) return false;
    if (this.graph.shows(observed, state)) return true;
    return this.lines(observed, state).length === 0;
  }

  private lines(observed: unknown, state: number, before?: number): readonly string[] {
    const { graph } = this;
    return compareStates(
      graph.stateOf(state),
      observed,
      before === undefined ? undefined : graph.stateOf(before),
      graph.set,
    );
  }

  /** Other actions of the model that lead to the state that was seen. */
  private whatWouldFit(observed: unknown, before: number | undefined): readonly string[] {
    if (before === undefined) return [];
    const { graph } = this;
    if (this.shows(observed, before)) return ['The state is the one before the step.'];
    const fitting = graph.edgesFrom(before).filter((edge) => this.shows(observed, graph.set.edges[edge]![1]));
    const names = [...new Set(fitting.map((edge) => graph.nameOf(graph.set.edges[edge]![2])))];
    return names.length === 0 ? [] : [`That is what the model does in ${names.join(', ')}.`];
  }

  private async goesAnotherWay(why: string): Promise<void> {
    const { evidence, graph, context } = this;
    if (graph.set.choices === 'implementation') return context.wanders ? this.wander() : undefined;
    const text = `a walk ended early, because the implementation rightly went another way: ${why}`;
    if (!evidence.otherWays.includes(text)) evidence.otherWays.push(text);
  }

  /** From wherever the implementation chose to go, looks for actions that were not performed yet where they are possible. */
  private async wander(): Promise<void> {
    const { graph, evidence, at } = this;
    for (;;) {
      const way = wayToOpenCall(graph, evidence, at.state);
      if (!way || (way.isHope && evidence.hope-- <= 0)) return;
      await this.step(way.edge, at.path.length + 1);
    }
  }
}

/** Whether a failure also comes of its path alone, without any refusal on the way. */
export async function failsWithoutRefusals(path: FailingPath, context: WalkContext): Promise<boolean> {
  const evidence = { ...noEvidence(context.graph), noRefusals: 'only the path counts' };
  try {
    await take(path, { ...context, wanders: false }, evidence, atStart(path.start));
    return false;
  } catch {
    return true;
  }
}

/** The same failure on the shortest way to the last state that was right; undefined where it does not show there. */
async function shorter(
  walk: Walk,
  context: WalkContext,
  { state, edge, path: taken }: Place,
  error: unknown,
): Promise<ConformanceError | undefined> {
  const { graph } = context;
  if (!(error instanceof ConformanceError)) return undefined;
  const path = graph.shortestTo(state);
  if (!path) return undefined;
  const shortened = { start: path.start, edges: [...path.edges, ...(edge === undefined ? [] : [edge])] };
  if (shortened.edges.length >= taken.length) return undefined;
  const nothing = noEvidence(graph);
  const shortAt = atStart(path.start);
  try {
    await take(shortened, { ...context, wanders: false }, nothing, shortAt);
    return undefined;
  } catch (again) {
    if (!(again instanceof ConformanceError) || summaryOf(again) !== summaryOf(error)) return undefined;
    withPath(again, shortAt);
    return again;
  }
}
