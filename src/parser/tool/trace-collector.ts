import type { State, TlaValue } from '../../trace/index.ts';
import { parseState } from '../state.ts';
import { parseStateHeader, type StateHeader } from '../state-header.ts';
import type { ValueReader } from '../value-reader.ts';
import type { OutputProblem, RawState, RawTrace, RawTraceEnd } from './tlc-output.ts';
import type { ToolMessage } from './tool-message.ts';

/** Puts the messages that print states together into behaviors. */
export interface TraceCollector {
  /** A new behavior begins; `finding` is the index of what it is an example of. */
  begin(finding: number | undefined): void;
  /** A message of 2216, 2217, 2218, 2122. */
  add(message: ToolMessage): void;
  /** A state that stands inside of another message. */
  addInline(number: number, stateText: string): void;
  /** The behavior in progress, if there is one, ends. */
  finish(): void;
}

/** What a collector needs to know and where it puts its results. */
export interface TraceSink {
  readonly readValue: ValueReader;
  /** The variables that a message has called unassigned. */
  readonly unassigned: ReadonlySet<string>;
  readonly onTrace: (trace: RawTrace) => void;
  readonly onProblem: (problem: OutputProblem) => void;
}

interface Growing {
  readonly finding: number | undefined;
  readonly states: RawState[];
  end: RawTraceEnd;
}

const NUMBERED = /^\s*(\d+): ?(.*)/;
const BACK_TO = /^Back to state:? ?(.*)$/;
const NO_HEADER: StateHeader = { name: '' };

/** A collector that hands on each behavior when it is complete. */
export function createTraceCollector(sink: TraceSink): TraceCollector {
  let growing: Growing | undefined;
  const readHeader = createHeaderReader(sink);

  const begin = (finding?: number): Growing => {
    finish();
    growing = { finding, states: [], end: { kind: 'finite' } };
    return growing;
  };
  const finish = () => {
    if (growing && growing.states.length > 0) {
      const { states, end, finding } = growing;
      sink.onTrace({ states, end, ...(finding === undefined ? {} : { finding }) });
    }
    growing = undefined;
  };
  const add = ({ code, body }: ToolMessage) => {
    const [first = '', ...rest] = body.split('\n');
    const match = NUMBERED.exec(first);
    if (!match)
      return sink.onProblem({ code: 'state-number', message: 'a state without a number', text: body });
    const number = Number(match[1]);
    const header = (match[2] as string).trim();
    if (code === 2216 || code === 2217) {
      return appendState(
        growing ?? begin(),
        { number, header: readHeader(header), text: rest.join('\n') },
        sink,
      );
    }
    if (!growing || growing.states.length === 0) {
      const message = 'the end of a behavior without states';
      return sink.onProblem({ code: 'state-without-trace', message, text: body });
    }
    if (code === 2218) growing.end = { kind: 'stuttering' };
    else growing.end = { kind: 'backTo', number, header: readHeader(BACK_TO.exec(header)?.[1] ?? header) };
  };

  return {
    begin,
    add,
    addInline: (number, text) =>
      appendState(growing ?? begin(), { number, header: { name: 'Initial predicate' }, text }, sink),
    finish,
  };
}

/** Reads each different header once. One that cannot be read is a problem; its text then is the name. */
function createHeaderReader({ onProblem }: TraceSink): (text: string) => StateHeader {
  const known = new Map<string, StateHeader>([['', NO_HEADER]]);
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const header = parseStateHeader(text);
    if (header.ok) known.set(text, header.value);
    else onProblem({ code: 'header', message: header.error.message, text, error: header.error });
    return header.ok ? header.value : { name: text };
  };
}

/** A state as printed, with its variables still as text. */
interface Printed {
  readonly number: number;
  readonly header: StateHeader;
  readonly text: string;
}

function appendState(growing: Growing, { number, header, text }: Printed, sink: TraceSink): void {
  const previous = growing.states.at(-1);
  if (number !== (previous?.number ?? 0) + 1) {
    const message = `state ${number} follows state ${previous?.number ?? 'none'}`;
    sink.onProblem({ code: 'state-number', message, text });
  }
  if (previous && text.trim() === '') {
    growing.states.push({ ...previous, number, header });
    return;
  }
  const parsed = parseState(text, { readValue: sink.readValue, mayBeUnassigned: sink.unassigned });
  if (!parsed.ok) {
    sink.onProblem({ code: 'state', message: parsed.error.message, text, error: parsed.error });
    growing.states.push({ number, header, state: new Map<string, TlaValue>(), unassigned: [] });
    return;
  }
  const { state, unassigned } = parsed.value;
  growing.states.push({
    number,
    header,
    state: carryForward(previous?.state, state, unassigned),
    unassigned,
  });
}

/** Under `-difftrace` a state lists what changed: the rest is as it was before. */
function carryForward(before: State | undefined, state: State, unassigned: readonly string[]): State {
  if (!before || [...before.keys()].every((name) => state.has(name))) return state;
  const full = new Map([...before].filter(([name]) => !unassigned.includes(name)));
  for (const [name, value] of state) full.set(name, value);
  return full;
}
