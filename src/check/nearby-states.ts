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

/** A nearby graph that grows, state by state. Equal states of the trace have the same steps. */
export function createNearbyGraph(trace: readonly State[]): {
  /** Adds all steps that are possible in a state. */
  readonly add: (from: State, steps: readonly PossibleStep[]) => void;
  readonly build: () => NearbyGraph;
} {
  const states = [...trace];
  const numbers = new Map<string, number>();
  const firstOf = trace.map((state, i) => remember(numbers, textOf(state), i));
  const steps = new Map<number, readonly NearbyStep[]>();
  const actions: NearbyAction[] = [];
  const actionNumbers = new Map<string, number>();

  const stateNumber = (state: State): number => {
    const number = remember(numbers, textOf(state), states.length);
    if (number === states.length) states.push(state);
    return number;
  };
  const actionNumber = ({ action, location }: PossibleStep): number => {
    const text = `${printAction(action, printValue)} ${JSON.stringify(location)}`;
    const number = remember(actionNumbers, text, actions.length);
    if (number === actions.length) actions.push({ action, ...(location && { location }) });
    return number;
  };
  return {
    add(from, possible) {
      const found = new Map<string, NearbyStep>();
      for (const step of possible) {
        const edge: NearbyStep = [actionNumber(step), stateNumber(step.after)];
        // Several ways to one state are one step.
        found.set(edge.join(' '), edge);
      }
      steps.set(stateNumber(from), [...found.values()]);
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
