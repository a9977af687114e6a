import type { Finding } from './tlc-output.ts';
import type { ToolMessage } from './tool-message.ts';
import { findLocation } from './source-places.ts';

/** Errors by severity that only introduce or explain another one: a trace, a call stack. */
const COMPANIONS: ReadonlySet<number> = new Set([2103, 2121, 2264]);

/** What a message of very old builds, which print no severity, is an error by its number. */
const ERROR_NUMBERS: ReadonlySet<number> = new Set([
  1000, 1001, 1002, 1003, 1005, 1102, 2102, 2104, 2105, 2106, 2107, 2108, 2109, 2110, 2111, 2112, 2113, 2114,
  2115, 2116, 2118, 2132, 2147, 2171, 3002,
]);

/** Where the names stand in the text of a message; the first group holds one name or a list in prose. */
const NAMES: ReadonlyMap<number, RegExp> = new Map([
  [2107, /^Invariant (\S+) is violated/],
  [2110, /^Invariant (\S+) is violated/],
  [2108, /^(?:Property|The property) (\S+) is violated/],
  [2112, /^Action property (\S+) is violated/],
  [2116, /^Temporal propert(?:y|ies) (.+) (?:was|were) violated/],
  [2111, /^Evaluating invariant (\S+) failed/],
  [2113, /^Evaluating (?:action property|property|the action property) (\S+) failed/],
  [2404, /^Postcondition (\S+) /],
  [2405, /^Evaluating postcondition (\S+) /],
  [2109, /variables? (?:is|are) not \w+: ([^.\n]+)/],
]);

/** The error that an outermost message reports; nothing for all other messages. */
export function findingOf(message: ToolMessage): Finding | undefined {
  const { code, severity, body } = message;
  const isError = severity === undefined ? ERROR_NUMBERS.has(code) : severity === 1 || severity === 2;
  if (!isError || COMPANIONS.has(code)) return undefined;
  const text = body.trim();
  const location = findLocation(text);
  const cause = innermost(message);
  return {
    code,
    names: namesIn(code, text),
    text,
    ...(location ? { location } : {}),
    ...(cause ? { cause: { code: cause.code, text: cause.body.trim() } } : {}),
  };
}

/** The names in a message: `A, B, and C` are three. */
function namesIn(code: number, text: string): readonly string[] {
  if (code === 2102 && text.startsWith('current state is not a legal state')) return valueless(text);
  const list = NAMES.get(code)?.exec(text)?.[1];
  return list === undefined ? [] : list.split(/,? and |, */).filter((name) => name !== '');
}

/** The variables of a state without a value. */
const valueless = (text: string): readonly string[] =>
  [...text.matchAll(/^(?:\/\\ )?(.+?) = null$/gm)].map((match) => match[1] as string);

function innermost(message: ToolMessage): ToolMessage | undefined {
  const inner = message.nested.at(-1);
  return inner && (innermost(inner) ?? inner);
}
