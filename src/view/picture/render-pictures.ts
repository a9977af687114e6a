import Handlebars from 'handlebars';
import {
  printAction,
  printValue,
  traceStates,
  fail,
  ok,
  type Result,
  type Trace,
} from '../../trace/index.ts';
import type { Pictures } from '../page-data.ts';
import { plainState, type PlainValue } from './plain-value.ts';

/** Longer traces get no pictures: a page with thousands of them would be too large to mail. */
export const MOST_PICTURES = 1000;

/** What a template is given for a state; see docs/pictures.md. */
interface PictureContext {
  /** The number of the state, from 1. */
  readonly number: number;
  /** What led to it. */
  readonly action: string;
  readonly now: Readonly<Record<string, PlainValue>>;
  /** The state before; of the initial state, itself. */
  readonly before: Readonly<Record<string, PlainValue>>;
}

/**
 * A picture for each state of a trace, by a Handlebars template that gives SVG. Values enter it as text; what the template
 * itself says is taken for markup, and the page keeps only what a picture needs. The error names the state.
 */
export function renderPictures(template: string, trace: Trace): Result<Pictures, string> {
  const states = traceStates(trace);
  if (states.length > MOST_PICTURES)
    return fail(`the trace has ${states.length} states; pictures are drawn for ${MOST_PICTURES} at most`);
  const handlebars = Handlebars.create();
  for (const [name, helper] of Object.entries(HELPERS)) handlebars.registerHelper(name, helper);
  const draw = handlebars.compile<PictureContext>(template, { strict: true, knownHelpersOnly: false });
  const plain = states.map(plainState);
  const texts: string[] = [];
  const ofState: number[] = [];
  for (const [i, now] of plain.entries()) {
    const action = i === 0 ? 'initial state' : printAction(trace.steps[i - 1]!.actions[0], printValue);
    let text: string;
    try {
      text = draw({ number: i + 1, action, now, before: plain[i - 1] ?? now });
    } catch (error) {
      return fail(`at state ${i + 1}: ${(error as Error).message}`);
    }
    const known = texts.indexOf(text);
    ofState.push(known < 0 ? texts.push(text) - 1 : known);
  }
  return ok({ texts, ofState });
}

type Helper = (this: unknown, ...operands: unknown[]) => unknown;

/** Handlebars passes its own options as the last operand. */
const number = (value: unknown): number => Number(value);

const HELPERS: Readonly<Record<string, Helper>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => number(a) < number(b),
  gt: (a, b) => number(a) > number(b),
  and: (...operands) => operands.slice(0, -1).every(Boolean),
  or: (...operands) => operands.slice(0, -1).some(Boolean),
  not: (a) => !a,
  add: (...operands) => operands.slice(0, -1).reduce<number>((sum, term) => sum + number(term), 0),
  sub: (a, b) => number(a) - number(b),
  mul: (a, b) => number(a) * number(b),
  /** Whether a list (a set, a sequence) has an element. */
  has: (list, element) => Array.isArray(list) && list.includes(element),
  /** The entry of a function or record, or the n-th element of a sequence, from 1; nothing where there is none. */
  at: (map, key) => {
    if (Array.isArray(map)) return (map as unknown[])[number(key) - 1];
    return typeof map === 'object' && map !== null && Object.hasOwn(map, String(key))
      ? (map as Record<string, unknown>)[String(key)]
      : undefined;
  },
  size: (value) => (Array.isArray(value) ? value.length : Object.keys(value ?? {}).length),
  /** Whether two values are different: `(differs now.pte before.pte)`. */
  differs: (a, b) => JSON.stringify(a) !== JSON.stringify(b),
};
