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
const BACK_TO = /^Back to state:? ?(\d+)?:? ?(.*)$/;
const NO_HEADER: StateHeader = { name: '' };

/** A collector that hands on each behavior when it is complete. */
export function createTraceCollector(sink: TraceSink): TraceCollector {
  let growing: Growing | undefined;
  const headers = new Map<string, StateHeader>();

  const readHeader = (text: string): StateHeader => {
    const known = headers.get(text);
    if (known) return known;
    const header = parseStateHeader(text);
    if (header.ok) headers.set(text, header.value);
    else sink.onProblem({ code: 'header', message: header.error.message, text, error: header.error });
    return header.ok ? header.value : { name: text };
  };
  const addState = (number: number, header: StateHeader, text: string) => {
    growing ??= { finding: undefined, states: [], end: { kind: 'finite' } };
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
  };
  const finish = () => {
    if (growing && growing.states.length > 0) {
      const { states, end, finding } = growing;
      sink.onTrace({ states, end, ...(finding === undefined ? {} : { finding }) });
    }
    growing = undefined;
  };
  const add = (message: ToolMessage) => {
    const [first = '', ...rest] = message.body.split('\n');
    const match = NUMBERED.exec(first);
    if (!match) {
      sink.onProblem({ code: 'state-number', message: 'a state without a number', text: message.body });
      return;
    }
    const number = Number(match[1]);
    const header = (match[2] as string).trim();
    if (message.code === 2216 || message.code === 2217) {
      return addState(number, header === '' ? NO_HEADER : readHeader(header), rest.join('\n'));
    }
    if (!growing || growing.states.length === 0) {
      const text = message.body;
      return sink.onProblem({
        code: 'state-without-trace',
        message: 'the end of a behavior without states',
        text,
      });
    }
    if (message.code === 2218) growing.end = { kind: 'stuttering' };
    else growing.end = { kind: 'backTo', number, header: readHeader(BACK_TO.exec(header)?.[2] ?? header) };
  };

  return {
    begin: (finding) => {
      finish();
      growing = { finding, states: [], end: { kind: 'finite' } };
    },
    add,
    addInline: (number, text) => addState(number, { name: 'Initial predicate' }, text),
    finish,
  };
}

/** Under `-difftrace` a state lists what changed: the rest is as it was before. */
function carryForward(before: State | undefined, state: State, unassigned: readonly string[]): State {
  if (!before || [...before.keys()].every((name) => state.has(name))) return state;
  const full = new Map([...before].filter(([name]) => !unassigned.includes(name)));
  for (const [name, value] of state) full.set(name, value);
  return full;
}
