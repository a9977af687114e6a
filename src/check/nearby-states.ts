import {
  printAction,
  printValue,
  type ActionInstance,
  type NearbyAction,
  type NearbyGraph,
  type NearbyStep,
  type SourceLocation,
  type State,
} from '../trace/index.ts';

/** What is possible in a state. */
export interface PossibleStep {
  readonly action: ActionInstance;
  readonly location: SourceLocation | undefined;
  readonly after: State;
}

/** A nearby graph that grows. States are numbered as in the graph; equal states of the trace share the first one's steps. */
export function createNearbyGraph(trace: readonly State[]): {
  readonly stateOf: (number: number) => State;
  /** Those of the numbers that were not asked about, equal states once. */
  readonly unasked: (numbers: readonly number[]) => readonly number[];
  readonly askedCount: () => number;
  /** Adds all steps that are possible in a state; answers with the numbers of the states that are new. */
  readonly add: (from: number, steps: readonly PossibleStep[]) => readonly number[];
  readonly build: () => NearbyGraph;
} {
  const states = [...trace];
  const numbers = new Map<string, number>();
  const firstOf = trace.map((state, i) => remember(numbers, textOf(state), i));
  const steps = new Map<number, readonly NearbyStep[]>();
  const actions: NearbyAction[] = [];
  const actionNumbers = new Map<string, number>();

  const actionNumber = ({ action, location }: PossibleStep): number => {
    const number = remember(
      actionNumbers,
      `${printAction(action, printValue)} ${JSON.stringify(location)}`,
      actions.length,
    );
    if (number === actions.length) actions.push({ action, ...(location && { location }) });
    return number;
  };
  return {
    stateOf: (number) => states[number]!,
    unasked: (wanted) =>
      [...new Set(wanted.map((number) => firstOf[number] ?? number))].filter((number) => !steps.has(number)),
    askedCount: () => steps.size,
    add(from, possible) {
      const fresh: number[] = [];
      const found = possible.map((step): NearbyStep => {
        const to = remember(numbers, textOf(step.after), states.length);
        if (to === states.length) {
          states.push(step.after);
          fresh.push(to);
        }
        return [actionNumber(step), to];
      });
      steps.set(from, found);
      return fresh;
    },
    build: () => ({
      actions,
      others: states.slice(trace.length),
      steps: states.map((_, number) => steps.get(firstOf[number] ?? number)),
    }),
  };
}

const textOf = (state: State): string => [...state.values()].map(printValue).join(', ');

/** The number under a key; `fresh` if it is a new one. */
function remember(numbers: Map<string, number>, key: string, fresh: number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, fresh);
  return fresh;
}
