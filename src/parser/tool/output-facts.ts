import type { SourceLocation } from '../../trace/index.ts';
import { readParsingFile } from '../sany-text.ts';
import { createValueReader } from '../value-reader.ts';
import { findingOf } from './findings.ts';
import { readMode } from './numbers.ts';
import { createNumbersCollector, type NumbersCollector } from './numbers-collector.ts';
import { readErrorStack } from './source-places.ts';
import type {
  Finding,
  OutputProblem,
  RawTrace,
  SearchMode,
  TlcOutput,
  TlcOutputOptions,
} from './tlc-output.ts';
import type { ToolItem, ToolMessage } from './tool-message.ts';
import { createTraceCollector, type TraceCollector } from './trace-collector.ts';

const DEFAULTS = { maxTraces: 16, maxMessages: 200, maxUserLines: 2000 };

/** How many lines of SANY, problems and findings are kept at most; far more than anybody reads. */
const MAX_LISTED = 1000;

/** Collects the facts; one method for each kind of message. */
export class OutputFacts {
  readonly #options: TlcOutputOptions & typeof DEFAULTS;
  readonly #collector: TraceCollector;
  readonly #numbers: NumbersCollector;
  readonly #unassigned = new Set<string>();
  readonly #messages: ToolMessage[] = [];
  readonly #sanyText: string[] = [];
  readonly #modules = new Map<string, string>();
  readonly #userOutput: string[] = [];
  readonly #traces: RawTrace[] = [];
  readonly #findings: Finding[] = [];
  readonly #problems: OutputProblem[] = [];
  readonly #dropped = { messages: 0, userLines: 0, traces: 0 };
  #errorStack: readonly SourceLocation[] = [];
  #version: string | undefined;
  #mode: SearchMode | undefined;
  #inSany = false;
  #finished = false;
  #success = false;

  constructor(options: TlcOutputOptions) {
    this.#options = { ...DEFAULTS, ...options };
    this.#numbers = createNumbersCollector(options.onProgress);
    this.#collector = createTraceCollector({
      readValue: createValueReader(),
      unassigned: this.#unassigned,
      onTrace: (trace) => this.#addTrace(trace),
      onProblem: (problem) => push(this.#problems, problem),
    });
  }

  take(item: ToolItem): void {
    if (item.kind === 'text') this.#takeText(item.line);
    else this.#takeMessage(item.message);
  }

  summary(): TlcOutput {
    this.#collector.finish();
    return {
      ...(this.#version === undefined ? {} : { version: this.#version }),
      ...(this.#mode ? { mode: this.#mode } : {}),
      messages: this.#messages,
      droppedMessages: this.#dropped.messages,
      sanyText: this.#sanyText,
      modules: this.#modules,
      userOutput: this.#userOutput,
      droppedUserLines: this.#dropped.userLines,
      traces: this.#traces,
      droppedTraces: this.#dropped.traces,
      findings: this.#findings,
      errorStack: this.#errorStack,
      ...this.#numbers.numbers(),
      problems: this.#problems,
      finished: this.#finished,
      success2193: this.#success,
    };
  }

  #takeText(line: string): void {
    if (this.#inSany) return this.#takeSanyLine(line);
    this.#options.onUserLine?.(line);
    if (this.#userOutput.length < this.#options.maxUserLines) this.#userOutput.push(line);
    else this.#dropped.userLines++;
  }

  #takeSanyLine(line: string): void {
    const file = readParsingFile(line);
    if (file) this.#modules.set(file.module, file.path);
    else if (!/^(?:Semantic processing|Linting) of module /.test(line)) push(this.#sanyText, line);
  }

  #takeMessage(message: ToolMessage): void {
    const { code, severity, body } = message;
    this.#noteFrames(message);
    if (severity !== undefined && severity >= 1 && severity <= 3) this.#keep(message);
    if (code === OVERRIDE_OUTPUT) return body.split('\n').forEach((line) => this.#takeText(line));
    if (STATE_CODES.has(code)) return this.#collector.add(message);
    if (code === 2121 || code === 2264) return this.#beginTrace();
    this.#collector.finish();
    const finding = findingOf(message);
    if (finding) this.#addFinding(finding);
    if (code === 2103 || code === 2147) this.#errorStack = readErrorStack(body);
    this.#numbers.take(code, body);
    if (message.complete) this.#takeMilestone(code, body);
  }

  #takeMilestone(code: number, body: string): void {
    if (code === 2262) this.#version = /^TLC2 Version (.*)/.exec(body)?.[1]?.trim() ?? body.trim();
    else if (MODES.has(code)) this.#mode = readMode(code, body);
    else if (code === 2220) this.#inSany = true;
    else if (code === 2219) this.#inSany = false;
    else if (code === 2193) this.#success = true;
    else if (code === 2186) this.#finished = true;
  }

  #keep(message: ToolMessage): void {
    if (this.#messages.length < this.#options.maxMessages) this.#messages.push(message);
    else this.#dropped.messages++;
  }

  #noteFrames(message: ToolMessage): void {
    for (const nested of message.nested) this.#noteFrames(nested);
    if (message.complete) return;
    const what = `message ${message.code} has no end`;
    push(this.#problems, { code: 'unterminated-message', message: what, text: message.body });
  }

  #beginTrace(): void {
    this.#collector.begin(this.#findings.length > 0 ? this.#findings.length - 1 : undefined);
  }

  #addFinding(finding: Finding): void {
    push(this.#findings, finding);
    if (finding.code === 2109 || finding.code === 2102)
      for (const name of finding.names) this.#unassigned.add(name);
    const inline = INLINE_STATES.has(finding.code) ? INLINE_STATE.exec(finding.text)?.[1] : undefined;
    if (inline === undefined) return;
    this.#beginTrace();
    this.#collector.addInline(1, inline);
    this.#collector.finish();
  }

  #addTrace(trace: RawTrace): void {
    if (this.#traces.length >= this.#options.maxTraces) {
      this.#dropped.traces++;
      return;
    }
    this.#traces.push(trace);
    const finding = trace.finding === undefined ? undefined : this.#findings[trace.finding];
    if (trace.finding === undefined || !finding || finding.trace !== undefined) return;
    this.#findings[trace.finding] = { ...finding, trace: this.#traces.length - 1 };
  }
}

/** Messages about an initial state, which hold that state themselves. */
const INLINE_STATES: ReadonlySet<number> = new Set([2102, 2106, 2107, 2108]);
const INLINE_STATE = /initial (?:state|predicate)[^\n]*:[ \t]*\n([^]+)/;

/** What a module override of the user printed. */
const OVERRIDE_OUTPUT = 20000;
const MODES: ReadonlySet<number> = new Set([2187, 2188, 2271]);
const STATE_CODES: ReadonlySet<number> = new Set([2216, 2217, 2218, 2122]);

function push<T>(list: T[], item: T): void {
  if (list.length < MAX_LISTED) list.push(item);
}
