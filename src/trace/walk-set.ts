import { hasOrder } from './has-order.ts';
import { fail, ok, type Result } from './result.ts';
import type { Comparison } from './comparison.ts';
import { valueFromJson, valueToJson, type JsonValue } from './json.ts';
import type { ActionInstance } from './trace.ts';
import type { TlaValue } from './value.ts';

/** The format of a file of walks; a reader refuses any other. */
export const WALKS_FORMAT = 'tracewright/walks/1';

/**
 * Walks through the state graph of a model that reach a goal together, with the graph. States, actions and edges are
 * named by their place, from 0. The graph is that of the model, with the variables that are ignored.
 */
export interface WalkSet extends Comparison {
  /** The name of the configuration. */
  readonly id: string;
  /** What the walks reach together: `every transition`. */
  readonly goal: string;
  readonly constants: readonly (readonly [name: string, value: TlaValue])[];
  readonly variables: readonly string[];
  /** For each variable the different values that it takes. */
  readonly values: readonly (readonly TlaValue[])[];
  /** The action instances of the model, also those that are possible nowhere. */
  readonly actions: readonly ActionInstance[];
  /** For each state the places of the values of its variables. */
  readonly states: readonly (readonly number[])[];
  readonly initial: readonly number[];
  readonly edges: readonly (readonly [source: number, target: number, action: number])[];
  readonly walks: readonly Walk[];
  /** Of a part of a graph: the states of which it is not known what is possible there; missing of a whole one. */
  readonly frontier?: readonly number[];
  /** Of which actions `actions` may not have all instances, a phrase each; missing where it has them all. */
  readonly unlisted?: readonly string[];
  /** Where the model leaves a choice, any outcome is as good as the one of the walk, and the walk goes on from there. */
  readonly choices?: 'implementation';
  /** Why nothing can be said of what is impossible in a state; missing where an edge that is not there is impossible. */
  readonly noRefusals?: string;
}

/** A path: each edge begins where the last one ended. */
export interface Walk {
  /** An initial state. */
  readonly start: number;
  readonly edges: readonly number[];
}

/** The text of a file of walks: one state, edge and walk a line, so that a change can be reviewed. `about` comes first. */
export function walksToJson(walks: WalkSet, about: string): string {
  const list = (rows: readonly unknown[]): string =>
    rows.length === 0 ? '[]' : `[\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`;
  const fields: readonly (readonly [string, string])[] = [
    ['about', JSON.stringify(about)],
    ['format', JSON.stringify(WALKS_FORMAT)],
    ['id', JSON.stringify(walks.id)],
    ['goal', JSON.stringify(walks.goal)],
    ...(walks.frontier === undefined ? [] : [['frontier', JSON.stringify(walks.frontier)] as const]),
    ...(walks.unlisted === undefined ? [] : [['unlisted', JSON.stringify(walks.unlisted)] as const]),
    ...(walks.choices === undefined ? [] : [['choices', JSON.stringify(walks.choices)] as const]),
    ...(walks.noRefusals === undefined ? [] : [['noRefusals', JSON.stringify(walks.noRefusals)] as const]),
    ...(walks.ignored === undefined ? [] : [['ignored', JSON.stringify(walks.ignored)] as const]),
    ...(walks.unordered === undefined ? [] : [['unordered', JSON.stringify(walks.unordered)] as const]),
    ['constants', list(walks.constants.map(([name, value]) => [name, valueToJson(value)]))],
    ['variables', JSON.stringify(walks.variables)],
    ['values', list(walks.values.map((values) => values.map(valueToJson)))],
    ['actions', list(walks.actions.map(actionToJson))],
    ['states', list(walks.states)],
    ['initial', JSON.stringify(walks.initial)],
    ['edges', list(walks.edges)],
    ['walks', list(walks.walks.map(({ start, edges }) => [start, ...edges]))],
  ];
  return `{ ${fields.map(([name, text]) => `${JSON.stringify(name)}: ${text}`).join(',\n  ')}\n}\n`;
}

const actionToJson = ({ name, arguments: given = [] }: ActionInstance): JsonValue[] => [
  name,
  ...given.map(({ name: parameter, value }): JsonValue => ({ '#tup': [parameter, valueToJson(value)] })),
];

/** The walks in a text; the error says what is wrong with it. Nothing is taken that is not a walk through its graph. */
export function parseWalks(text: string): Result<WalkSet, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('the walks are no JSON: the file is cut or damaged');
  }
  if (typeof json !== 'object' || json === null) return fail('the walks are no JSON object');
  const { format } = json as { format?: unknown };
  if (format !== WALKS_FORMAT)
    return fail(`the walks are in the format ${JSON.stringify(format)}, not ${WALKS_FORMAT}`);
  try {
    const walks = readFields(json as Record<string, unknown>);
    const wrong = misfit(walks);
    return wrong === undefined ? ok(walks) : fail(`the walks are damaged: ${wrong}`);
  } catch (error) {
    if (error instanceof TypeError) return fail(`the walks are damaged: ${error.message}`);
    throw error;
  }
}

function readFields(json: Record<string, unknown>): WalkSet {
  const { choices, frontier, ignored, noRefusals, unlisted, unordered } = json;
  if (choices !== undefined && choices !== 'implementation')
    throw new TypeError('nobody knows whose the choices are');
  return {
    id: text(json.id),
    goal: text(json.goal),
    ...(frontier !== undefined && { frontier: numbers(frontier) }),
    ...(unlisted !== undefined && { unlisted: list(unlisted).map(text) }),
    ...(choices !== undefined && { choices }),
    ...(noRefusals !== undefined && { noRefusals: text(noRefusals) }),
    ...(ignored !== undefined && { ignored: list(ignored).map(text) }),
    ...(unordered !== undefined && { unordered: list(unordered).map(text) }),
    constants: list(json.constants).map((pair) => {
      const [name, value] = list(pair);
      return [text(name), valueFromJson(value)] as const;
    }),
    variables: list(json.variables).map(text),
    values: list(json.values).map((values) => list(values).map(valueFromJson)),
    actions: list(json.actions).map(actionFromJson),
    states: list(json.states).map(numbers),
    initial: numbers(json.initial),
    edges: list(json.edges).map((edge) => {
      const [source, target, action, ...more] = numbers(edge);
      if (source === undefined || target === undefined || action === undefined || more.length > 0)
        throw new TypeError('an edge is not complete');
      return [source, target, action] as const;
    }),
    walks: list(json.walks).map((walk) => {
      const [start, ...edges] = numbers(walk);
      if (start === undefined) throw new TypeError('a walk has no start');
      return { start, edges };
    }),
  };
}

function actionFromJson(json: unknown): ActionInstance {
  const [name, ...given] = list(json);
  return {
    name: text(name),
    arguments: given.map((argument) => {
      const pair = valueFromJson(argument);
      const [parameter, value] = pair.kind === 'seq' ? pair.elements : [];
      if (parameter?.kind !== 'string' || value === undefined)
        throw new TypeError(`an argument of ${text(name)} is not complete`);
      return { name: parameter.value, value };
    }),
  };
}

function text(json: unknown): string {
  if (typeof json === 'string') return json;
  throw new TypeError(`a text is expected where ${typeof json} is`);
}

function list(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json as readonly unknown[];
  throw new TypeError(`a list is expected where ${typeof json} is`);
}

function numbers(json: unknown): readonly number[] {
  const found = list(json);
  if (found.every((number) => Number.isSafeInteger(number) && (number as number) >= 0))
    return found as readonly number[];
  throw new TypeError('a number that counts something is expected');
}

/** What does not fit together. */
function misfit(set: WalkSet): string | undefined {
  const { variables, values, actions, states, initial, edges, walks } = set;
  if (values.length !== variables.length) return 'there is not one list of values for each variable';
  const badState = states.findIndex(
    (row) => row.length !== variables.length || row.some((value, i) => value >= values[i]!.length),
  );
  if (badState >= 0) return `state ${badState} has a value that is not there`;
  if (initial.some((state) => state >= states.length)) return 'an initial state is not there';
  const badEdge = edges.findIndex(
    ([source, target, action]) =>
      source >= states.length || target >= states.length || action >= actions.length,
  );
  if (badEdge >= 0) return `edge ${badEdge} names a state or an action that is not there`;
  const broken = walks.findIndex(({ start, edges: path }) => {
    let at = start;
    const isPath = path.every((edge) => {
      const [source, target] = edges[edge] ?? [-1, -1];
      const follows = source === at;
      at = target;
      return follows;
    });
    return !isPath || !initial.includes(start);
  });
  return broken >= 0 ? `walk ${broken} is no path from an initial state` : oddComparison(set);
}

/** What is wrong with how states are compared: a certificate would say it. */
function oddComparison({ variables, values, ignored, unordered }: WalkSet): string | undefined {
  if (ignored?.length === 0 || unordered?.length === 0) return 'a list of variables is empty';
  const named = [...(ignored ?? []), ...(unordered ?? [])];
  const stranger = named.find((name) => !variables.includes(name));
  if (stranger !== undefined) return `there is no variable ${stranger} that could be ignored or unordered`;
  const twice = named.find((name, i) => named.indexOf(name) !== i);
  if (twice !== undefined) return `${twice} is ignored or unordered twice`;
  if (ignored?.length === variables.length) return 'all variables are ignored';
  const ordered = unordered?.find((name) => !hasOrder(values[variables.indexOf(name)]!));
  return ordered === undefined ? undefined : `${ordered} has no order that could be left out`;
}
