import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { walksFile, type SuiteWalksInput } from '../../codegen/index.ts';
import { fullCertificate, walkGraph } from '../../conformance/index.ts';
import type { StateGraph } from '../../graph/index.ts';
import { readStateGraph, type CheckSettings, type ModelGraph } from '../../check/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import {
  fail,
  ok,
  parseWalks,
  printAction,
  printValue,
  type ActionInstance,
  type Result,
  type WalkSet,
} from '../../trace/index.ts';
import { constantsOf } from './constants-of.ts';
import { findWalks, type WalkTask } from './find-walks.ts';
import { walkChoices } from './walk-choices.ts';

/** Walks as tests, with the actions of their model. */
export interface BuiltWalks {
  readonly input: SuiteWalksInput;
  readonly actions: ModelGraph['actions'];
  /** What is new against the walks that are there, and why; missing if nothing is. */
  readonly change?: string;
  /** What the author should mind. */
  readonly warnings: readonly string[];
}

/** Reads the state graph of a model and finds walks through it that reach a goal. Those in the `output` folder are kept where possible. */
export async function buildWalks(
  task: ModelTask,
  walkTask: WalkTask,
  output: string,
  settings: CheckSettings,
): Promise<Result<BuiltWalks, string>> {
  const { goal } = walkTask;
  const id = basename(task.config, extname(task.config));
  const read = await readStateGraph(task, settings);
  if (!read.ok) return fail(`${id}: no walks: ${read.error.message}`);
  const { graph, actions, limits, instances, unlisted } = read.value;
  const [limit] = limits;
  const whole: WalkSet = {
    id,
    goal,
    constants: constantsOf(task.configText),
    variables: graph.variables,
    values: graph.values,
    actions: withPossible(graph.actions, instances),
    states: rowsOf(graph),
    initial: [...graph.initial],
    edges: Array.from(
      graph.sources,
      (source, i) => [source, graph.targets[i]!, graph.edgeActions[i]!] as const,
    ),
    walks: [],
    ...(unlisted.length > 0 && { unlisted }),
    ...(walkTask.choices && { choices: walkTask.choices }),
    ...(walkTask.refusals === false && { noRefusals: 'the manifest asks for none' }),
    ...(limit && {
      noRefusals: `TLC leaves out what ${limit.kind === 'constraint' ? 'the constraint' : 'a limit'} of ${id}.cfg cuts off, so what is missing may be possible`,
    }),
  };
  const found = findWalks(graph, whole, walkTask, await walksIn(join(output, walksFile(id))));
  if (!found.ok) return fail(`${id}: no walks: ${found.error}`);
  const { set, quality, change } = found.value;
  const { walks } = set;
  const walked = walkGraph(set);
  const steps = walks.reduce((sum, { edges }) => sum + edges.length, 0);
  const shows = `${id}, ${goal}: ${graph.stateCount.toLocaleString('en')} states and ${graph.edgeCount.toLocaleString('en')} transitions; ${walks.length.toLocaleString('en')} ${walks.length === 1 ? 'walk' : 'walks'} of ${steps.toLocaleString('en')} steps together${quality}`;
  return ok({
    input: { set, shows, certificate: fullCertificate(walked) },
    actions,
    warnings: [
      ...walkChoices(walked),
      ...(set.noRefusals === undefined ? unlisted : []).map(
        (what) => `${id}: refusals are tried only with arguments that occur, of ${what}`,
      ),
    ],
    ...(change !== undefined && { change: `${id}: ${change}` }),
  });
}

/** The walks in a file; none if there is no file, or it is not one of walks. */
async function walksIn(file: string): Promise<WalkSet | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const walks = text === undefined ? undefined : parseWalks(text);
  return walks?.ok ? walks.value : undefined;
}

/** The instances of the graph keep their numbers; those that are possible nowhere come after them. */
function withPossible(
  seen: readonly ActionInstance[],
  possible: readonly ActionInstance[],
): readonly ActionInstance[] {
  const nameOf = (action: ActionInstance): string => printAction(action, printValue);
  const names = new Set(seen.map(nameOf));
  return [...seen, ...possible.filter((action) => !names.has(nameOf(action)))];
}

function rowsOf({ rows, stateCount, variables }: StateGraph): number[][] {
  const width = variables.length;
  return Array.from({ length: stateCount }, (_, state) => [
    ...rows.subarray(state * width, (state + 1) * width),
  ]);
}
