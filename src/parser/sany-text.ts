import type { SourceLocation, SpecError } from '../trace/index.ts';
import { findLocation } from './tool/source-places.ts';

/** What SANY, TLA+'s parser, found. */
export interface SanyReport {
  readonly errors: readonly SpecError[];
  readonly warnings: readonly SpecError[];
  /** Lines that have no known shape; empty when all was understood. */
  readonly other: readonly string[];
}

/** An error of the lexer or parser that waits for the line that names its module. */
interface Pending {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

interface Entry {
  readonly kind: 'error' | 'warning' | 'other';
  readonly head: string;
  readonly lines: string[];
}

const SECTIONS: readonly (readonly [RegExp, Entry['kind']])[] = [
  [/^\*\*\* (?:Errors|Abort messages): \d+$/, 'error'],
  [/^Fatal errors while parsing TLA\+ spec in file /, 'error'],
  [/^\*\*\* Warnings: \d+$/, 'warning'],
  [/^Semantic errors:$/, 'other'],
];
const HEAD = /^(?:line \d+, col \d+ to line \d+, col \d+ of module \S+|In module \S+|Unknown location)$/;
const SYNTAX_START = /^(?:\*\*\*\s*Parse Error\s*\*\*\*|Lexical error at line \d+, column \d+.*)$/;
const NOT_PARSED = /^Could not parse module (\S+) from file \S+$/;
const NOISE =
  /^(?:tla2sany\.semantic\.AbortException|Residual stack trace follows:|File does not exist: .*)$/;
const PROGRESS = /^(?:Semantic processing|Linting) of module /;

/**
 * SANY's prose, as printed between the messages 2220 and 2219, in both shapes: `***Parse Error***` with a point,
 * and lists under `*** Errors: n` with ranges. Errors that SANY prints twice are reported once.
 * @param modules Module name to file, for the `file` of each error; `Parsing file` lines in the text add to it.
 */
export function parseSanyText(
  lines: readonly string[],
  modules: ReadonlyMap<string, string> = new Map(),
): SanyReport {
  const files = new Map(modules);
  const entries = splitEntries(lines, files);
  const errors = new Map<string, SpecError>();
  const warnings = new Map<string, SpecError>();
  const other: string[] = [];
  let pending: Pending[] = [];
  for (const entry of entries) {
    const message = entry.lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trim();
    const unparsed = NOT_PARSED.exec(message)?.[1];
    if (message === '') continue;
    if (SYNTAX_START.test(entry.head)) {
      pending.push(...syntaxErrors(message));
    } else if (unparsed !== undefined && (pending.length > 0 || hasErrorIn(errors, unparsed))) {
      for (const error of pending) add(errors, syntaxErrorIn(unparsed, error, files));
      pending = [];
    } else if (entry.kind === 'other') other.push(message);
    else add(entry.kind === 'error' ? errors : warnings, toSpecError(entry.head, message, files));
  }
  for (const { message } of pending) add(errors, { message });
  return { errors: [...errors.values()], warnings: [...warnings.values()], other };
}

/** Cuts the text at section marks, heads and syntax errors; takes the `Parsing file` lines out. */
function splitEntries(lines: readonly string[], files: Map<string, string>): readonly Entry[] {
  let current: Entry = { kind: 'other', head: '', lines: [] };
  const entries = [current];
  const open = (kind: Entry['kind'], head: string, first: readonly string[]) => {
    current = { kind, head, lines: [...first] };
    entries.push(current);
  };
  for (const line of lines) {
    const file = readParsingFile(line);
    const section = SECTIONS.find(([pattern]) => pattern.test(line));
    if (file) files.set(file.module, file.path);
    else if (PROGRESS.test(line)) open('other', '', []);
    else if (section) open(section[1], '', []);
    else if (SYNTAX_START.test(line)) open(current.kind, line, line.startsWith('Lexical') ? [line] : []);
    else if (HEAD.test(line)) open(current.kind, line, []);
    else if (!NOISE.test(line)) current.lines.push(line);
  }
  return entries;
}

/** The module and path of a `Parsing file` line; recent builds add where a standard module was unpacked from. */
export function readParsingFile(
  line: string,
): { readonly module: string; readonly path: string } | undefined {
  const match = /^Parsing file (.*?([^/\\]+)\.tla)(?: \(.*\))?$/.exec(line);
  return match ? { path: match[1] as string, module: match[2] as string } : undefined;
}

/** The first paragraph says what is wrong; the rest is the parser's own stack. */
function syntaxErrors(text: string): Pending[] {
  const message = (text.split(/\n\s*\n/)[0] as string).replace(/\s*\n\s*/g, ' ').trim();
  const place = /at line (\d+), column (\d+)/.exec(message) ?? /line (\d+), col (\d+)/.exec(message);
  return [{ message, line: Number(place?.[1] ?? 0), column: Number(place?.[2] ?? 0) }];
}

function syntaxErrorIn(module: string, error: Pending, files: ReadonlyMap<string, string>): SpecError {
  const { message, line, column } = error;
  if (line === 0) return withFile({ message }, module, files);
  const location = { module, beginLine: line, beginColumn: column, endLine: line, endColumn: column };
  return withFile({ message, location }, module, files);
}

function toSpecError(head: string, message: string, files: ReadonlyMap<string, string>): SpecError {
  const location = findLocation(head);
  const importer = /imported in module (\w+)/.exec(message)?.[1];
  const module = location?.module ?? /^In module (\S+)$/.exec(head)?.[1] ?? importer;
  return withFile({ message, ...(location ? { location } : {}) }, module, files);
}

function withFile(
  error: SpecError,
  module: string | undefined,
  files: ReadonlyMap<string, string>,
): SpecError {
  const file = module === undefined ? undefined : files.get(module);
  return file === undefined ? error : { ...error, file };
}

const placeOf = (location: SourceLocation | undefined): string => JSON.stringify(location ?? null);

function add(errors: Map<string, SpecError>, error: SpecError): void {
  errors.set(`${placeOf(error.location)} ${error.message}`, error);
}

const hasErrorIn = (errors: ReadonlyMap<string, SpecError>, module: string): boolean =>
  [...errors.values()].some((error) => error.location?.module === module);
