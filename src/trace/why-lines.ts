import { printValue } from './print.ts';
import { printAction, type SourceLocation } from './trace.ts';
import { visible } from './visible.ts';
import {
  fairnessVerdict,
  type FairnessInLoop,
  type IdleAction,
  type LoopFacts,
  type PartValue,
  type PropertyPart,
  type ViolatedProperty,
  type Why,
} from './why.ts';

/** One line of what is told of a violated property; all texts can be shown, but know nothing of a format's syntax. */
export interface WhyLine {
  readonly depth: number;
  /** What the line says of its text; `open`: that is told of its parts, or of each state; `note` has no mark. */
  readonly mark: 'true' | 'false' | 'error' | 'unknown' | 'open' | 'note';
  /** What is told before the text: an element, a branch. */
  readonly lead: string;
  readonly text: string;
  /** `PageCache.tla:75`. */
  readonly place?: string;
  /** What is told behind the text: where it is true, why it has no value. */
  readonly detail: string;
  readonly location?: SourceLocation;
}

/** Why a trace violates a property, line by line: an outline whose depth grows by one from part to part. */
export function whyLines({ properties, loop, notes }: Why): readonly WhyLine[] {
  return [
    ...properties.flatMap(({ part, ...place }) => {
      const [first, ...others] = partLines(part, 0);
      return [{ ...first!, detail: placeOf(place) }, ...others];
    }),
    ...(loop ? loopLines(loop) : []),
    ...notes.map((note) => line(0, 'note', visible(note))),
  ];
}

function placeOf({ state, nextState }: Pick<ViolatedProperty, 'state' | 'nextState'>): string {
  if (state === undefined) return 'violated';
  return nextState === undefined
    ? `false in state ${state}`
    : `false in the step from state ${state} to state ${nextState}`;
}

const line = (
  depth: number,
  mark: WhyLine['mark'],
  text: string,
  {
    lead = '',
    detail = '',
    location,
  }: { lead?: string; detail?: string; location?: SourceLocation | undefined } = {},
): WhyLine => ({
  ...{ depth, mark, lead, text, detail },
  ...(location && { location, place: visible(`${location.module}.tla:${location.beginLine}`) }),
});

function partLines(part: PropertyPart, depth: number): readonly WhyLine[] {
  const { text, location, value, role, witness, witnesses, sides = [], parts } = part;
  const element = witness?.map((argument) => `${argument.name} = ${printValue(argument.value)}`).join(', ');
  const lead = [...(element === undefined ? [] : [`for ${element}:`]), ...(role ? [role.toUpperCase()] : [])];
  const more = witnesses === undefined ? [] : [moreLine(depth + 1, witnesses, parts)];
  return [
    line(depth, markOf(value, parts.length > 0), visible(text), {
      lead: visible(lead.join(' ')),
      detail: visible([detailOf(value, parts.length > 0), whereText(sides)].join('')),
      location,
    }),
    ...parts.flatMap((inner) => partLines(inner, depth + 1)),
    ...more,
  ];
}

/** A relation has a value, so that nothing else is told of it. */
const whereText = (sides: NonNullable<PropertyPart['sides']>): string =>
  sides.length === 0 ? '' : `where ${sides.map(({ text, value }) => `${text} = ${value}`).join(', ')}`;

const moreLine = (depth: number, total: number, shown: readonly unknown[]): WhyLine =>
  line(depth, 'note', `and ${total - shown.length} more`);

function markOf(value: PartValue, hasParts: boolean): WhyLine['mark'] {
  if (value.kind === 'unknown' && hasParts) return 'open';
  if (value.kind !== 'by-state') return value.kind;
  if (value.falseIn.length + value.errorIn.length === 0) return 'true';
  return value.trueIn.length + value.errorIn.length === 0 ? 'false' : 'open';
}

function detailOf(value: PartValue, hasParts: boolean): string {
  switch (value.kind) {
    case 'true':
    case 'false':
      return '';
    case 'error':
      return `cannot be evaluated: ${value.message
        .trim()
        .split(/\s*\n\s*/)
        .join(' ')}`;
    case 'unknown':
      return hasParts ? '' : `not evaluated: ${value.reason}`;
    case 'by-state':
      return [
        ...told('true', value.trueIn),
        ...told('false', value.falseIn),
        ...told('cannot be evaluated', value.errorIn),
      ].join('; ');
  }
}

const told = (what: string, states: readonly number[]): readonly string[] =>
  states.length === 0 ? [] : [`${what} in ${stateList(states)}`];

/** `state 3`, `states 2, 4 to 6`. */
function stateList(states: readonly number[]): string {
  const ranges: string[] = [];
  for (let i = 0; i < states.length;) {
    let end = i;
    while (states[end + 1] === states[end]! + 1) end++;
    ranges.push(end > i + 1 ? `${states[i]} to ${states[end]}` : states.slice(i, end + 1).join(', '));
    i = end + 1;
  }
  return `${states.length === 1 ? 'state' : 'states'} ${ranges.join(', ')}`;
}

function loopLines({ states, fairness, idle }: LoopFacts): readonly WhyLine[] {
  const none = fairness.length === 0 ? [line(1, 'note', 'the specification has no fairness condition')] : [];
  return [
    line(0, 'note', `what repeats for ever, ${stateList(states)}:`),
    ...none,
    ...fairness.map((condition) => fairnessLine(condition, states)),
    ...idle.map(idleLine),
  ];
}

function fairnessLine(condition: FairnessInLoop, loop: readonly number[]): WhyLine {
  const { text, location, bindings, unknown, enabledIn } = condition;
  const element = bindings.map(({ name, value }) => `${name} = ${printValue(value)}`).join(', ');
  const options = { lead: element === '' ? '' : visible(`for ${element}:`), location };
  if (unknown !== undefined) {
    const said = unknown
      .trim()
      .split(/\s*\n\s*/)
      .join(' ');
    return line(1, 'error', visible(text), { ...options, detail: visible(`cannot be evaluated: ${said}`) });
  }
  const verdict = fairnessVerdict(condition, loop);
  const disabledIn = loop.filter((state) => !enabledIn.includes(state));
  const never =
    enabledIn.length === 0 ? 'never enabled' : `enabled in ${stateList(enabledIn)} and never taken`;
  const detail = {
    taken: `satisfied: taken from ${stateList(condition.takenIn)}`,
    disabled: `satisfied: ${never}${enabledIn.length === 0 ? '' : `, but not enabled in ${stateList(disabledIn)}`}`,
    violated: `not satisfied: ${never}`,
  };
  return line(1, verdict === 'violated' ? 'false' : 'true', visible(text), {
    ...options,
    detail: detail[verdict],
  });
}

function idleLine({ action, location, fairness }: IdleAction): WhyLine {
  const why =
    fairness.length === 0
      ? 'the specification has no fairness for it'
      : `its fairness is satisfied without it: ${fairness.join(', ')}`;
  return line(1, 'false', visible(printAction(action, printValue)), {
    location,
    detail: visible(`is enabled in each state of the loop and never taken; ${why}`),
  });
}
