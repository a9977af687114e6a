import { createHash } from 'node:crypto';
import { fail, ok, valueFromJson, type ActionInstance, type Result } from '../../trace/index.ts';
import { createStateGraph, type StateGraph } from '../store/state-graph.ts';
import { createByteReader, type ByteReader } from './byte-reader.ts';
import type { GraphHeader } from './encode-graph.ts';
import { CHECKSUM_BYTES, FORMAT_VERSION, MAGIC, PREFIX_BYTES } from './graph-format.ts';

/** Why a file gives no graph. */
export interface GraphFileError {
  readonly code: 'not-a-graph-file' | 'other-version' | 'cut-off' | 'corrupted' | 'other-inputs';
  readonly message: string;
}

/** A graph from a file, and the hash of what it was made from. */
export interface DecodedGraph {
  readonly graph: StateGraph;
  readonly inputs: string;
}

/** Reads a graph file. With `inputs`, a graph that was made from anything else is refused. */
export function decodeGraph(file: Uint8Array, inputs?: string): Result<DecodedGraph, GraphFileError> {
  const damage = damageOf(file);
  if (damage) return fail(damage);
  try {
    const decoded = readBody(createByteReader(file.subarray(PREFIX_BYTES, file.length - CHECKSUM_BYTES)));
    if (!decoded) return fail(corrupted('its parts do not fit together'));
    if (inputs !== undefined && decoded.inputs !== inputs) return fail(otherInputs(decoded.inputs, inputs));
    return ok(decoded);
  } catch (error) {
    // A file with a right checksum and a wrong header was made by somebody else's program.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError) {
      return fail(corrupted(error.message));
    }
    throw error;
  }
}

function damageOf(file: Uint8Array): GraphFileError | undefined {
  const magic = new TextDecoder().decode(file.subarray(0, MAGIC.length));
  if (magic !== MAGIC) {
    return MAGIC.startsWith(magic)
      ? cutOff(file.length)
      : { code: 'not-a-graph-file', message: 'The file is no state graph of Tracewright.' };
  }
  if (file.length < PREFIX_BYTES) return cutOff(file.length);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const version = view.getUint32(MAGIC.length, true);
  if (version !== FORMAT_VERSION) {
    const message = `The state graph has format version ${version}, this Tracewright reads version ${FORMAT_VERSION}: make it again.`;
    return { code: 'other-version', message };
  }
  const length = view.getUint32(MAGIC.length + 4, true);
  if (file.length < length) return cutOff(file.length, length);
  const checked = file.subarray(0, file.length - CHECKSUM_BYTES);
  const sum = createHash('sha256').update(checked).digest();
  return sum.equals(file.subarray(checked.length)) && file.length === length
    ? undefined
    : corrupted('its checksum is wrong');
}

function readBody(reader: ByteReader): DecodedGraph | undefined {
  const header = JSON.parse(new TextDecoder().decode(reader.bytes(reader.number()))) as GraphHeader;
  const { states, variables } = header;
  const rows = new Uint32Array(states * variables.length);
  for (let column = 0; column < variables.length; column++) {
    for (let state = 0; state < states; state++) rows[state * variables.length + column] = reader.number();
  }
  const initial = Uint32Array.from({ length: reader.number() }, reader.number);
  const sources: number[] = [];
  const targets: number[] = [];
  const edgeActions: number[] = [];
  for (let state = 0; state < states; state++) {
    for (let left = reader.number(); left > 0 && !reader.atEnd(); left--) {
      sources.push(state);
      targets.push(state + reader.signed());
      edgeActions.push(reader.number());
    }
  }
  if (!reader.atEnd()) return undefined;
  const graph = createStateGraph({
    variables,
    values: header.values.map((values) => values.map(valueFromJson)),
    rows,
    initial,
    actions: header.actions.map(actionFromJson),
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    edgeActions: Uint32Array.from(edgeActions),
  });
  return graph.ok ? { graph: graph.value, inputs: header.inputs } : undefined;
}

const actionFromJson = (action: GraphHeader['actions'][number]): ActionInstance => ({
  name: action.name,
  ...(action.arguments && {
    arguments: action.arguments.map(([name, value]) => ({ name, value: valueFromJson(value) })),
  }),
});

const cutOff = (length: number, expected?: number): GraphFileError => ({
  code: 'cut-off',
  message: `The state graph is cut off: it has ${length}${expected === undefined ? '' : ` of ${expected}`} bytes.`,
});

const corrupted = (how: string): GraphFileError => ({
  code: 'corrupted',
  message: `The state graph is damaged: ${how}. Make it again.`,
});

const otherInputs = (found: string, expected: string): GraphFileError => ({
  code: 'other-inputs',
  message: `The state graph was made from other inputs (${found}) than those of today (${expected}): make it again.`,
});
