import {
  traceStates,
  type Trace,
  endSentence,
  traceEvents,
  traceTitle,
  traceVariables,
  type TellingOptions,
} from '../../trace/index.ts';
import type { ExportFormat } from '../format.ts';
import { traceSignals, type Signal } from './signals.ts';

/** A signal with the short code that stands for it, its width in bits, and how its values are written. */
interface Wire extends Signal {
  readonly code: string;
  readonly width: number;
}

interface Scope {
  readonly wires: (readonly [name: string, wire: Wire])[];
  readonly scopes: Map<string, Scope>;
}

/**
 * A value change dump (IEEE 1364) for GTKWave and Surfer: time is the number of the state, a scope a variable, a bit an
 * element of a set. Texts are `$var string`, which is GTKWave's extension; blanks in them are written as `\x20`.
 */
export const vcd: ExportFormat = {
  name: 'vcd',
  extension: 'vcd',
  description: 'a waveform for GTKWave and Surfer, a bit a flag; texts as in GTKWave',
  *write(trace, settings) {
    const states = traceStates(trace);
    const titles = actionTitles(trace, settings);
    const wires = traceSignals(trace, traceVariables(trace)).map((signal, i) => ({
      ...signal,
      code: codeOf(i + 1),
      width: signal.kind === 'integer' ? widthOf(states.map((state) => signal.at(state))) : 1,
    }));
    const action = codeOf(0);
    yield comment(traceTitle(trace, settings));
    const end = endSentence(trace);
    if (end !== undefined) yield comment(end);
    yield '$timescale 1 s $end\n$scope module trace $end\n';
    yield `$var string 1 ${action} action $end\n`;
    yield* declarations(tree(wires));
    yield '$upscope $end\n$enddefinitions $end\n';
    const last = new Map<string, string>();
    for (const [i, state] of states.entries()) {
      const changes = [
        change({ kind: 'text', code: action, width: 1 }, titles[i]),
        ...wires.map((wire) => change(wire, wire.at(state))),
      ].filter(({ code, text }) => last.get(code) !== text);
      for (const { code, text } of changes) last.set(code, text);
      yield `#${i + 1}\n${changes.map(({ text }) => text).join('')}`;
    }
    // Without a later time the last state would have no width in the picture.
    yield `#${states.length + 1}\n${titles.length > states.length ? change({ kind: 'text', code: action, width: 1 }, titles.at(-1)).text : ''}`;
  },
};

/** What led to each state; after the last one, what closes the loop. */
function actionTitles(trace: Trace, settings: TellingOptions): readonly string[] {
  const titles = traceEvents(trace, settings).map(({ title, closesLoop, state }) =>
    closesLoop ? `${title} back to ${state}` : title,
  );
  return ['initial state', ...titles, ...(trace.end.kind === 'stuttering' ? ['stuttering'] : [])];
}

/** `!`, `"`, ... `~`, `!!`: the shortest printable codes. */
function codeOf(index: number): string {
  const first = String.fromCharCode(33 + (index % 94));
  return index < 94 ? first : first + codeOf(Math.floor(index / 94) - 1);
}

/** Bits of the largest integer in two's complement. */
function widthOf(values: readonly unknown[]): number {
  const bits = values.map((value) =>
    typeof value === 'bigint' ? (value < 0n ? -value - 1n : value).toString(2).length + 1 : 1,
  );
  return Math.max(...bits);
}

function change(
  { kind, code, width }: Pick<Wire, 'kind' | 'code' | 'width'>,
  value: boolean | bigint | string | undefined,
): { readonly code: string; readonly text: string } {
  if (kind === 'text') return { code, text: `s${value === undefined ? '' : word(String(value))} ${code}\n` };
  if (kind === 'bit') return { code, text: `${value === undefined ? 'x' : value ? '1' : '0'}${code}\n` };
  const bits = value === undefined ? 'x' : BigInt.asUintN(width, value as bigint).toString(2);
  return { code, text: `b${bits} ${code}\n` };
}

/** One word of printable ASCII, with C escapes of UTF-8 bytes for everything else. */
const word = (text: string): string =>
  [...new TextEncoder().encode(text)]
    .map((byte) =>
      byte > 32 && byte < 127 && byte !== 92
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');

function tree(wires: readonly Wire[]): Scope {
  const root: Scope = { wires: [], scopes: new Map() };
  for (const wire of wires) {
    let scope = root;
    for (const name of wire.path.slice(0, -1)) {
      const inner = scope.scopes.get(name) ?? { wires: [], scopes: new Map() };
      scope.scopes.set(name, inner);
      scope = inner;
    }
    scope.wires.push([wire.path.at(-1)!, wire]);
  }
  return root;
}

function* declarations({ wires, scopes }: Scope): Generator<string> {
  const used = new Set<string>();
  for (const [name, { kind, code, width }] of wires) {
    const type = { bit: 'wire', integer: 'integer', text: 'string' }[kind];
    yield `$var ${type} ${width} ${code} ${identifier(name, used)} $end\n`;
  }
  for (const [name, scope] of scopes) {
    yield `$scope module ${identifier(name, used)} $end\n`;
    yield* declarations(scope);
    yield '$upscope $end\n';
  }
}

/** A name that every reader takes; unique beside its neighbours. */
function identifier(name: string, used: Set<string>): string {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '_').slice(0, 80) || '_';
  const safe = /^[0-9]/.test(plain) ? `_${plain}` : plain;
  let unique = safe;
  for (let n = 2; used.has(unique); n++) unique = `${safe}_${n}`;
  used.add(unique);
  return unique;
}

/** `$` would be read as a keyword. */
const comment = (text: string): string => `$comment ${text.replace(/[$\n]/g, ' ')} $end\n`;
