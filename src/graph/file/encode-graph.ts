import { createHash } from 'node:crypto';
import { valueToJson, type ActionInstance, type JsonValue } from '../../trace/index.ts';
import type { StateGraph } from '../store/state-graph.ts';
import { createByteWriter, type ByteWriter } from './byte-writer.ts';
import { CHECKSUM_BYTES, FORMAT_VERSION, MAGIC, PREFIX_BYTES } from './graph-format.ts';

/** What stands in front of a graph's numbers, as JSON. */
export interface GraphHeader {
  readonly inputs: string;
  readonly variables: readonly string[];
  readonly values: readonly (readonly JsonValue[])[];
  readonly actions: readonly { name: string; arguments?: readonly (readonly [string, JsonValue])[] }[];
  readonly states: number;
}

/**
 * A graph as one file: names and values as JSON, states and edges as short numbers, and a checksum. `inputs` is the hash
 * of all that the graph was made from; whoever reads the file can ask for it. Equal graphs give equal bytes.
 */
export function encodeGraph(graph: StateGraph, inputs: string): Uint8Array {
  const writer = createByteWriter();
  const header = new TextEncoder().encode(JSON.stringify(headerOf(graph, inputs)));
  writer.number(header.length);
  writer.bytes(header);
  writeStates(graph, writer);
  writeEdges(graph, writer);
  const body = writer.written();
  const file = new Uint8Array(PREFIX_BYTES + body.length + CHECKSUM_BYTES);
  file.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(file.buffer);
  view.setUint32(MAGIC.length, FORMAT_VERSION, true);
  view.setUint32(MAGIC.length + 4, file.length, true);
  file.set(body, PREFIX_BYTES);
  const checked = file.subarray(0, file.length - CHECKSUM_BYTES);
  file.set(createHash('sha256').update(checked).digest(), checked.length);
  return file;
}

const headerOf = (graph: StateGraph, inputs: string): GraphHeader => ({
  inputs,
  variables: graph.variables,
  values: graph.values.map((values) => values.map(valueToJson)),
  actions: graph.actions.map(actionToJson),
  states: graph.stateCount,
});

const actionToJson = (action: ActionInstance): GraphHeader['actions'][number] => ({
  name: action.name,
  ...(action.arguments && {
    arguments: action.arguments.map(({ name, value }) => [name, valueToJson(value)] as const),
  }),
});

/** By column: how the numbers of one variable follow each other is more regular than a state. */
function writeStates({ variables, rows, stateCount, initial }: StateGraph, writer: ByteWriter): void {
  for (let column = 0; column < variables.length; column++) {
    for (let state = 0; state < stateCount; state++) writer.number(rows[state * variables.length + column]!);
  }
  writer.number(initial.length);
  for (const state of initial) writer.number(state);
}

/** For each state the number of its edges, then each target by its distance from the state, and the action. */
function writeEdges({ stateCount, firstEdge, targets, edgeActions }: StateGraph, writer: ByteWriter): void {
  for (let state = 0; state < stateCount; state++) {
    writer.number(firstEdge[state + 1]! - firstEdge[state]!);
    for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge++) {
      writer.signed(targets[edge]! - state);
      writer.number(edgeActions[edge]!);
    }
  }
}
