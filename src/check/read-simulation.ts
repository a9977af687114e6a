import type { ModelTask } from '../manifest/index.ts';
import {
  parseBehavior,
  parseConfig,
  printConfig,
  readTlcOutput,
  createValueReader,
} from '../parser/index.ts';
import { runTlc } from '../tlc/index.ts';
import {
  fail,
  ok,
  printAction,
  printValue,
  type ActionInstance,
  type Result,
  type State,
  type TlaValue,
  type WalkSet,
} from '../trace/index.ts';
import { applyOverrides } from './apply-overrides.ts';
import { describeVerdict } from './grade.ts';
import { graphConfig } from './graph-config.ts';
import { judge } from './judge.ts';
import { knownActions, type KnownAction } from './known-actions.ts';
import { instanceOf } from './label-trace.ts';
import { lookAround, type LookedAround } from './look-around.ts';
import { possibleInstances, type PossibleInstances } from './possible-instances.ts';
import { readStructure } from './read-structure.ts';
import type { CheckSettings } from './settings.ts';
import { specErrors } from './spec-errors.ts';

/** How to simulate. */
export interface SimulationOptions {
  readonly behaviors: number;
  /** States in a behavior at most. */
  readonly depth: number;
  readonly seed: number;
}

/** The part of a state graph that random behaviors have seen. */
export interface SimulatedGraph extends Pick<PossibleInstances, 'instances' | 'unlisted'> {
  /** States and transitions; a walk along each behavior. */
  readonly part: Pick<WalkSet, 'variables' | 'values' | 'actions' | 'states' | 'initial' | 'edges' | 'walks'>;
  /** The states that no behavior visits: what is possible there is not known. */
  readonly frontier: readonly number[];
  readonly actions: readonly KnownAction[];
}

const CONFIG_FILE = 'simulation.cfg';

/**
 * Lets TLC simulate behaviors of a model, and asks it for all that is possible in each state that they visit: for models whose
 * state graph is too large. The same options give the same behaviors.
 */
export async function readSimulation(
  task: ModelTask,
  options: SimulationOptions,
  settings: CheckSettings,
): Promise<Result<SimulatedGraph, string>> {
  const parsed = parseConfig(task.configText);
  if (!parsed.ok) return fail(parsed.error.message);
  const graphed = graphConfig(parsed.value);
  if (!graphed.ok) return fail(graphed.error.message);
  const { config } = graphed.value;
  const read = await readStructure(task, settings);
  if (!read.ok) return read;
  const structure = applyOverrides(read.value, config);
  const behaviors = await simulate(task, printConfig(config), options, settings);
  if (!behaviors.ok) return behaviors;
  const visited = new Map(behaviors.value.flat().map((state) => [keyOf(state), state]));
  const states = [...visited.values()];
  const request = { folder: task.folder, module: task.module, config, structure, settings };
  const looked = await lookAround(states, visited.size, request);
  if (!looked.ok) return looked;
  if (looked.value.stopped !== undefined) return fail(looked.value.stopped);
  const { questions } = looked.value;
  const possible = await possibleInstances(questions, { states, reachable: false }, request);
  if (!possible.ok) return possible;
  const { instances, unlisted, ranges } = possible.value;
  return ok({
    ...partOf(behaviors.value, [...states[0]!.keys()], looked.value),
    instances,
    unlisted,
    actions: knownActions(questions, { ranges }),
  });
}

async function simulate(
  task: ModelTask,
  configText: string,
  { behaviors, depth, seed }: SimulationOptions,
  settings: CheckSettings,
): Promise<Result<readonly (readonly State[])[], string>> {
  const output = readTlcOutput();
  const texts: string[] = [];
  const run = await runTlc(
    {
      ...settings,
      folder: task.folder,
      module: task.module,
      configFile: CONFIG_FILE,
      generated: { files: { [CONFIG_FILE]: configText } },
      workers: 1,
      seed,
      simulate: { behaviors, depth },
      coverage: false,
    },
    {
      onOutput: (text) => output.push(text),
      onBehavior: (text) => texts.push(text),
      ...(settings.signal && { signal: settings.signal }),
    },
  );
  if (!run.ok) return fail(run.error.message);
  const said = output.end();
  const { verdict } = judge(said, run.value, { statements: [] }, specErrors(said, task.module));
  if (verdict.kind !== 'holds' && verdict.kind !== 'holds-within')
    return fail(`TLC did not simulate the model: ${describeVerdict(verdict)}`);
  const readValue = createValueReader();
  const found: (readonly State[])[] = [];
  for (const text of texts) {
    const states = parseBehavior(text, readValue);
    if (!states.ok) return fail(`a behavior of TLC's could not be read: ${states.error.message}`);
    if (states.value.length > 0) found.push(states.value);
  }
  return found.length > 0 ? ok(found) : fail('TLC simulated no behavior');
}

/** The states, transitions and walks of behaviors, with all transitions that begin in a state of theirs. */
function partOf(
  behaviors: readonly (readonly State[])[],
  variables: readonly string[],
  { printed, questions }: LookedAround,
): Pick<SimulatedGraph, 'part' | 'frontier'> {
  const values = variables.map(() => numbering<TlaValue>(printValue));
  const rowOf = (state: readonly TlaValue[]): readonly number[] =>
    state.map((value, i) => values[i]!.of(value));
  const states = numbering<readonly number[]>(String);
  const actions = numbering<ActionInstance>((action) => printAction(action, printValue));
  const edges = numbering<readonly [number, number, number]>(String);
  const numberOf = (state: State): number => states.of(rowOf(variables.map((name) => state.get(name)!)));
  const paths = behaviors.map((behavior) => behavior.map(numberOf));
  const visited = states.all.length;
  const between = new Map<string, number>();
  for (const { state, steps } of printed) {
    const source = states.of(rowOf(state));
    for (const { question, arguments: given, after } of steps) {
      const target = states.of(rowOf(after));
      const action = actions.of(instanceOf({ question, values: given }, questions));
      const edge = edges.of([source, target, action]);
      const pair = `${source} ${target}`;
      if (!between.has(pair)) between.set(pair, edge);
    }
  }
  const walks = paths.map(([start, ...rest]) => {
    const path: number[] = [];
    let at = start!;
    for (const target of rest) {
      const edge = between.get(`${at} ${target}`);
      // TLC was asked for all steps from this state, and one of its own led here.
      if (edge === undefined)
        throw new Error(`a behavior goes from state ${at} to state ${target}, but no action leads there`);
      path.push(edge);
      at = target;
    }
    return { start: start!, edges: path };
  });
  const distinct = new Map(walks.map((walk) => [`${walk.start}:${walk.edges.join()}`, walk]));
  return {
    part: {
      variables,
      values: values.map(({ all }) => all),
      actions: actions.all,
      states: states.all,
      initial: [...new Set(paths.map(([start]) => start!))],
      edges: edges.all,
      walks: [...distinct.values()],
    },
    frontier: Array.from({ length: states.all.length - visited }, (_, i) => visited + i),
  };
}

/** Numbers from 0 for things by their text. */
function numbering<T>(textOf: (thing: T) => string): { readonly all: readonly T[]; of(thing: T): number } {
  const all: T[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    of: (thing) => {
      const text = textOf(thing);
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, all.length);
      return all.push(thing) - 1;
    },
  };
}

const keyOf = (state: State): string => [...state.values()].map(printValue).join('\n');
