import { compareStates } from '../compare-states.ts';
import { ConformanceError } from '../conformance-error.ts';
import { DriverSession } from '../driver-session.ts';
import type { ActionCall, Driver, TraceFacts } from '../driver.ts';
import { DIFFERENT_STATE, REFUSED_CHANGES_NOTHING } from '../failure-text.ts';
import { hostObject } from '../host-of.ts';
import type { Walk } from '../../trace/index.ts';
import { isPromise } from '../is-promise.ts';
import { noEvidence, refusalKey, type Evidence } from './evidence.ts';
import { setFailingPath, type FailingPath } from './failing-path.ts';
import { atStart, type Place } from './place.ts';
import { shortestFailure, type Attempt } from './shortest-failure.ts';
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
  /** Where a failure was seen first that is told for a shorter way. */
  readonly origin?: string;
}

/**
 * Takes an implementation along a walk, compares the full state after every step, and tries in every state that it
 * reaches for the first time each action that the model does not allow there. What was seen is added to the evidence. A
 * failure is told for the shortest way to it that is found.
 *
 * @throws ConformanceError at the first step at which the implementation refuses, fails, does not answer in time, shows a
 * state that the model does not allow, or does what the model does not allow.
 */
export async function replayWalk(walk: Walk, context: WalkContext, evidence: Evidence): Promise<void> {
  evidence.walks++;
  await run(walk, context, evidence, (walkRun) => walkRun.run());
}

/** Lets an implementation begin in an initial state, and go wherever its own choices leave something to do. */
export async function wanderFrom(start: number, context: WalkContext, evidence: Evidence): Promise<void> {
  await run({ start, edges: [] }, context, evidence, (walkRun) => walkRun.runFreely());
}

async function run(
  walk: Walk,
  context: WalkContext,
  evidence: Evidence,
  how: (walkRun: WalkRun) => Promise<void>,
): Promise<void> {
  const at = atStart(walk.start);
  try {
    await take(walk, context, evidence, at, how);
  } catch (error) {
    if (!(error instanceof ConformanceError)) throw error;
    evidence.failedWalks++;
    if (at.refusal) evidence.failedRefusals.add(refusalKey(at.state, at.refusal.action));
    throw (
      (await shortestFailure(context.graph, evidence.shortest, { error, at }, attempts(context, at))) ??
      withPath(error, at)
    );
  }
}

/** The error, which knows from now on how the walk came to it. */
function withPath(error: ConformanceError, { start, path, refusal, isBegun }: Place): ConformanceError {
  if (isBegun) setFailingPath(error, { start, edges: path, ...(refusal !== undefined && { refusal }) });
  return error;
}

/** Takes other walks to find a shorter way to a failure, and says in them where it was seen. */
function attempts(context: WalkContext, { path, edge }: Place): Attempt {
  const origin =
    edge === undefined ? `after step ${path.length} of a walk` : `in step ${path.length} of a walk`;
  return (walk, refusals) => attempt(walk, { ...context, origin }, refusals);
}

/** Takes a walk with nothing seen before; answers with its failure. */
async function attempt(
  walk: Walk,
  context: WalkContext,
  refusals: Parameters<Attempt>[1],
): ReturnType<Attempt> {
  const evidence = noEvidence(context.graph);
  if (refusals === 'none') evidence.noRefusals = 'only the path counts';
  else if (refusals !== 'all') evidence.refused.fill(1).fill(0, refusals, refusals + 1);
  const at = atStart(walk.start);
  try {
    await take(walk, { ...context, wanders: false }, evidence, at);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConformanceError)) throw error;
    return { error: withPath(error, at), at };
  }
}

/** Takes a walk, and keeps `at` up to date. */
async function take(
  walk: Walk,
  context: WalkContext,
  evidence: Evidence,
  at: Place,
  how: (walkRun: WalkRun) => Promise<void> = (walkRun) => walkRun.run(),
): Promise<void> {
  const { graph, createDriver, repeat, origin } = context;
  const { id, goal, constants } = graph.set;
  const session = new DriverSession<ActionCall, object>(id, repeat, origin);
  const facts = { id, title: goal, steps: walk.edges.length, end: 'finite' } as const;
  await session.create(
    createDriver as (constants: object, facts: TraceFacts) => Driver,
    hostObject(constants),
    facts,
  );
  await session.within(() => how(new WalkRun(walk, context, session, evidence, at)));
}

const OTHER_INITIAL =
  'These behaviors begin in some of the initial states, and the model may have others: init() gets the one to begin with.';

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
    const { graph, walk } = this;
    if (!(await this.begin())) return this.goesAnotherWay('init() begins in another initial state');
    for (const edge of walk.edges) {
      const name = graph.nameOf(graph.set.edges[edge]![2]);
      if (!(await this.step(edge, walk.edges.length)))
        return this.goesAnotherWay(`${name} has several outcomes`);
    }
  }

  async runFreely(): Promise<void> {
    await this.begin();
    await this.wander();
  }

  /** Whether the implementation begins where the walk does; else it is in another initial state. */
  private async begin(): Promise<boolean> {
    const { graph, walk, session, evidence } = this;
    const initial = hostObject(graph.stateOf(walk.start));
    await session.call('init', () => session.driver.init(initial));
    session.goTo('the initial state');
    const begun = await this.arrive(walk.start, () => graph.set.initial);
    this.at.start = begun;
    this.at.isBegun = true;
    if (evidence.refused[begun] === 0) await this.tryRefusals(begun, 'in the initial state');
    return begun === walk.start;
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
    const disabled = graph.disabledAt(state);
    const { failedRefusals } = evidence;
    const open =
      failedRefusals.size === 0
        ? disabled
        : disabled.filter((action) => !failedRefusals.has(refusalKey(state, action)));
    for (const action of open) {
      const name = graph.nameOf(action);
      this.at.refusal = { action, was: 'not answered' };
      session.goTo(place, name);
      const answer = session.apply(graph.callOf(action));
      if ((isPromise(answer) ? await answer : answer) === 'done') {
        this.at.refusal = { action, was: 'performed' };
        const what = `the implementation performed ${name}, which the model does not allow here`;
        throw session.failure(what, [], [], 'which part of the specification does not allow it');
      }
      const shown = this.observe();
      const observed = isPromise(shown) ? await shown : shown;
      const isSame = session.call('observe', () => this.shows(observed, state));
      if (!(isPromise(isSame) ? await isSame : isSame)) {
        this.at.refusal = { action, was: 'changed' };
        throw session.failure(DIFFERENT_STATE, this.lines(observed, state), [REFUSED_CHANGES_NOTHING]);
      }
    }
    this.at.refusal = undefined;
    evidence.refusals += open.length;
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
    const { graph } = this;
    if (before === undefined) return graph.set.frontier === undefined ? [] : [OTHER_INITIAL];
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
export const failsWithoutRefusals = async (path: FailingPath, context: WalkContext): Promise<boolean> =>
  (await attempt(path, context, 'none')) !== undefined;
