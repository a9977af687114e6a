import type { StateGraph } from '../../graph/index.ts';
import type { explorer } from '../../kernel/index.ts';
import { printAction, printValue, type Argument } from '../../trace/index.ts';
import { compareStates } from '../compare-states.ts';
import { isAllowed, placeKey, reachablePlaces, type Meaning, type Place } from './places.ts';
import { stateFinder, type StateFinder } from './state-finder.ts';

/** An action that a step of the implementation is in the model, its parameters by name. */
export interface MeantAction {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the implementation that is followed has to do with the model. */
export interface Followed {
  /** The sequences of actions that a step of that name may be; most have one, of one action. */
  readonly meaningOf: (
    name: string,
    first: number | undefined,
    second: number | undefined,
  ) => readonly (readonly MeantAction[])[];
  /** The variables of the model as the memory has them now. */
  readonly observe: () => Readonly<Record<string, unknown>>;
}

/** A step of the model. */
export interface PathStep {
  /** The fibre whose step it is. */
  readonly fibre: number;
  /** `Pin(u = u1, p = p1)` */
  readonly action: string;
}

/** What a run is in the model. */
export interface ModelPath {
  readonly steps: readonly PathStep[];
  /** What had begun when the run ended; the model may have made it or not. */
  readonly underWay: readonly PathStep[];
}

/** A step of the implementation. */
interface Operation {
  readonly number: number;
  readonly text: string;
  readonly meaning: Meaning;
}

/** All that is known at a moment of a run. Each one is there once, so that what follows from it is computed once. */
interface Situation {
  readonly number: number;
  readonly places: readonly Place[];
  readonly underWay: readonly (Operation | undefined)[];
  /** Bit mask of the fibres whose step no other step has overlapped so far. */
  readonly alone: number;
  readonly next: Map<number, Situation | string>;
}

type Event =
  | { readonly kind: 'begin'; readonly fibre: number; readonly operation: Operation }
  | { readonly kind: 'end'; readonly fibre: number; readonly done: boolean }
  | { readonly kind: 'rest'; readonly state: number };

/**
 * Follows runs of an implementation through the state graph of its model: at every moment it knows all places where the model
 * may stand. Each step has to take effect as one action of the model (some are two) between its beginning and its end; a step
 * that was refused must be impossible in the model too, unless others were under way that may have kept it away; and whenever
 * no step is under way, the whole memory must be a state at which the model may stand. So a run without a complaint
 * is, up to operations that change nothing in the model, a path of the graph (it is linearizable to it: Herlihy and Wing 1990;
 * the places are those of Lowe's just-in-time algorithm).
 */
export class GraphFollower implements explorer.StepWatcher {
  private readonly graph: StateGraph;
  private readonly followed: Followed;
  private readonly finder: StateFinder;
  private readonly actions: ReadonlyMap<string, number>;
  private readonly operations = new Map<string, Operation>();
  private readonly situations = new Map<string, Situation>();
  private readonly statesOfMemory = new Map<number, Map<number, number>>();
  private readonly first: Situation;
  private now: Situation;
  private events: Event[] = [];
  private lastEvents: readonly Event[] = [];

  constructor(graph: StateGraph, followed: Followed, fibres: number) {
    this.graph = graph;
    this.followed = followed;
    this.finder = stateFinder(graph);
    this.actions = new Map(
      graph.actions.map(({ name, arguments: given = [] }, number) => [
        keyOf(
          name,
          given.map(({ name, value }: Argument) => [name, printValue(value)]),
        ),
        number,
      ]),
    );
    const places = [...graph.initial].map((state): Place => ({ state, made: 0 }));
    this.first = this.situation(places, new Array<undefined>(fibres).fill(undefined), 0);
    this.now = this.first;
  }

  reset(): void {
    this.now = this.first;
    // Who has made a run puts the machine back before anybody can ask for its path.
    if (this.events.length > 0) this.lastEvents = this.events;
    this.events = [];
  }

  begin(fibre: number, name: string, first: number | undefined, second: number | undefined): void {
    const operation = this.operationOf(name, first, second);
    this.take({ kind: 'begin', fibre, operation }, 3 * (operation.number * FIBRES + fibre));
  }

  end(fibre: number, done: boolean): string | undefined {
    return this.take({ kind: 'end', fibre, done }, 3 * (2 * fibre + (done ? 1 : 0)) + 1);
  }

  rest(hashLow: number, hashHigh: number): string | undefined {
    const state = this.stateOfMemory(hashLow, hashHigh);
    return this.take({ kind: 'rest', state }, 3 * (state + 1) + 2);
  }

  hashLow(): number {
    return Math.imul(this.now.number + 1, 0x9e3779b1);
  }

  hashHigh(): number {
    return Math.imul(this.now.number + 1, 0x85ebca6b);
  }

  /** The path of the model that the last run maps to; of several, one. */
  path(): ModelPath {
    let places = this.first.places;
    let { underWay, alone } = this.first;
    for (const event of this.lastEvents) {
      places = this.placesAfter(places, underWay, event, alone);
      alone = aloneAfter(underWay, alone, event);
      underWay = underWayAfter(underWay, event);
    }
    const steps: PathStep[] = [];
    for (let at = places[0]; at !== undefined; at = at.from) {
      if (at.by === undefined) continue;
      const { fibre, edges } = at.by;
      const made = edges.map((edge) => ({
        fibre,
        action: printAction(this.graph.actions[this.graph.edgeActions[edge]!]!, printValue),
      }));
      steps.unshift(...made);
    }
    return {
      steps,
      underWay: underWay.flatMap((operation, fibre) =>
        operation ? [{ fibre, action: operation.text }] : [],
      ),
    };
  }

  private take(event: Event, code: number): string | undefined {
    const { next } = this.now;
    let after = next.get(code);
    if (after === undefined) {
      after = this.after(this.now, event);
      next.set(code, after);
    }
    if (typeof after === 'string') return after;
    this.events.push(event);
    this.now = after;
    return undefined;
  }

  private after({ places, underWay, alone }: Situation, event: Event): Situation | string {
    const left = this.placesAfter(places, underWay, event, alone);
    if (left.length === 0) return this.complaint(places, underWay, event);
    return this.situation(left, underWayAfter(underWay, event), aloneAfter(underWay, alone, event));
  }

  private placesAfter(
    places: readonly Place[],
    underWay: Situation['underWay'],
    event: Event,
    alone: number,
  ): readonly Place[] {
    const { graph } = this;
    if (event.kind === 'begin') return places;
    if (event.kind === 'rest') return places.filter(({ state }) => state === event.state);
    const { fibre, done } = event;
    const own = 1 << fibre;
    if (done) {
      return reachablePlaces(
        graph,
        places,
        underWay.map((operation) => operation?.meaning),
      )
        .filter(({ made }) => (made & own) !== 0)
        .map((place) => ({ ...place, made: place.made & ~own }));
    }
    const { meaning } = underWay[fibre]!;
    const mustBeImpossible = (alone & own) !== 0;
    return places.filter(
      ({ state, made }) => (made & own) === 0 && !(mustBeImpossible && isAllowed(graph, state, meaning)),
    );
  }

  private complaint(places: readonly Place[], underWay: Situation['underWay'], event: Event): string {
    if (event.kind === 'rest') {
      const shown = this.followed.observe();
      const differences = places.map(({ state }) => compareStates(this.finder.stateOf(state), shown));
      const least = differences.reduce((best, lines) => (lines.length < best.length ? lines : best));
      return `the memory is not as the model has it: ${least.join('; ')}`;
    }
    const text = event.kind === 'end' ? underWay[event.fibre]!.text : event.operation.text;
    if (event.kind === 'end' && !event.done) return `${text} was refused, and the model allows it there`;
    const others = underWay.flatMap((operation) =>
      operation === undefined || operation.text === text ? [] : [operation.text],
    );
    const orders = others.length === 0 ? '' : `, before or after ${others.join(', ')}, which are under way`;
    return `${text} was done, and the model does not allow it there${orders}`;
  }

  private situation(places: readonly Place[], underWay: Situation['underWay'], alone: number): Situation {
    // How the model came to a place matters to `path` only, and would keep all of the past alive.
    const bare = places.map(({ state, made }): Place => ({ state, made }));
    const keys = [...new Set(bare.map(placeKey))].sort((a, b) => a - b);
    const key = `${keys.join()} ${underWay.map((operation) => operation?.number ?? '').join()} ${alone}`;
    const known = this.situations.get(key);
    if (known !== undefined) return known;
    const made: Situation = {
      number: this.situations.size,
      places: bare,
      underWay,
      alone,
      next: new Map(),
    };
    this.situations.set(key, made);
    return made;
  }

  private stateOfMemory(low: number, high: number): number {
    let ofLow = this.statesOfMemory.get(low);
    if (ofLow === undefined) this.statesOfMemory.set(low, (ofLow = new Map<number, number>()));
    let state = ofLow.get(high);
    if (state === undefined) ofLow.set(high, (state = this.finder.find(this.followed.observe())));
    return state;
  }

  private operationOf(name: string, first: number | undefined, second: number | undefined): Operation {
    const key = `${name} ${first} ${second}`;
    const known = this.operations.get(key);
    if (known !== undefined) return known;
    const meant = this.followed.meaningOf(name, first, second);
    const meaning = meant
      .map((actions) => actions.map(({ name, parameters }) => this.numberOf(name, parameters)))
      // An action that no edge of the graph has is possible nowhere.
      .filter((numbers) => !numbers.includes(-1));
    const made = { number: this.operations.size, text: textOf(meant[0]![0]!), meaning };
    this.operations.set(key, made);
    return made;
  }

  private numberOf(name: string, parameters: MeantAction['parameters']): number {
    return this.actions.get(keyOf(name, Object.entries(parameters))) ?? -1;
  }
}

const FIBRES = 16;

const keyOf = (name: string, parameters: readonly (readonly [string, string])[]): string =>
  `${name} ${parameters
    .map(([name, value]) => `${name} = ${value}`)
    .sort()
    .join()}`;

const textOf = ({ name, parameters }: MeantAction): string => {
  const given = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`);
  return given.length === 0 ? name : `${name}(${given.join(', ')})`;
};

function underWayAfter(underWay: Situation['underWay'], event: Event): Situation['underWay'] {
  if (event.kind === 'rest') return underWay;
  return underWay.with(event.fibre, event.kind === 'begin' ? event.operation : undefined);
}

function aloneAfter(underWay: Situation['underWay'], alone: number, event: Event): number {
  if (event.kind === 'rest') return alone;
  if (event.kind === 'end') return alone & ~(1 << event.fibre);
  return underWay.some((operation) => operation !== undefined) ? 0 : 1 << event.fibre;
}
