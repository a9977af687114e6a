import { describe, expect, it } from 'vitest';
import {
  fairnessVerdict,
  int,
  modelValue,
  traceFromJson,
  traceToJson,
  whyLines,
  type Trace,
  type Why,
} from '../../../src/trace/index.ts';

const location = { module: 'Queue', beginLine: 3, beginColumn: 1, endLine: 3, endColumn: 9 };

const WHY: Why = {
  properties: [
    {
      name: 'Served',
      state: 2,
      part: {
        text: '\\A c \\in Clients : P(c)',
        location,
        value: { kind: 'false' },
        witnesses: 4,
        parts: [
          {
            text: 'P(c)',
            value: { kind: 'error', message: 'no\nvalue' },
            witness: [{ name: 'c', value: modelValue('ann') }],
            parts: [
              {
                text: 'x > 0',
                role: 'if',
                value: { kind: 'true' },
                sides: [{ text: 'x', value: '1' }],
                parts: [],
              },
              { text: 'y', role: 'else', value: { kind: 'unknown', reason: 'TLC was not asked' }, parts: [] },
              {
                text: 'z',
                value: { kind: 'by-state', trueIn: [1, 2, 3, 5], falseIn: [4], errorIn: [] },
                parts: [],
              },
            ],
          },
        ],
      },
    },
  ],
  loop: {
    states: [4, 5],
    fairness: [
      {
        kind: 'WF',
        text: 'WF_vars(Serve(c))',
        location,
        bindings: [{ name: 'c', value: modelValue('ann') }],
        enabledIn: [4],
        takenIn: [],
      },
      { kind: 'SF', text: 'SF_vars(Ask)', bindings: [], enabledIn: [4], takenIn: [] },
      {
        kind: 'WF',
        text: 'WF_vars(Hard)',
        bindings: [],
        enabledIn: [],
        takenIn: [],
        unknown: 'it\n is hard',
      },
    ],
    idle: [{ action: { name: 'Leave', arguments: [{ name: 'n', value: int(1) }] }, location, fairness: [] }],
  },
  notes: ['something is not known'],
};

const TRACE: Trace = {
  initial: new Map([['x', int(1)]]),
  steps: [],
  end: { kind: 'finite' },
  notes: [],
  why: WHY,
};
const json = JSON.parse(JSON.stringify(traceToJson(TRACE))) as { why: Record<string, never> };

/** The trace with something else at a place of its "why", as `properties.0.part.value`. */
function damaged(path: string, value: unknown): string {
  const copy = structuredClone(json) as never as Record<string, unknown>;
  const keys = ['why', ...path.split('.')];
  const last = keys.pop()!;
  const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  holder[last] = value;
  const read = traceFromJson(copy);
  return read.ok ? 'taken' : read.error;
}

describe('why a property is violated', () => {
  it('is written and read without loss', () => {
    expect(traceFromJson(json)).toEqual({ ok: true, value: TRACE });
  });

  it.each([
    ['properties', undefined, 'the properties of "why" is missing or no list'],
    ['properties.0.name', 7, 'the name of a violated property is missing or no text'],
    ['properties.0.state', -1, '-1 is no number of a state'],
    ['properties.0.part', null, 'a part of a property is missing or no object'],
    ['properties.0.part.value', { kind: 'maybe' }, 'the value of a part is of no known kind: "maybe"'],
    ['properties.0.part.parts.0.role', 'when', 'a part of a property has an unknown role'],
    ['properties.0.part.sides', [{ text: 'x' }], 'the value of a side is missing or no text'],
    ['properties.0.part.parts.0.witness', [{}], 'a parameter of a part is missing or no text'],
    ['properties.0.part.location', {}, 'the module of a part is missing or no text'],
    ['loop.states', ['4'], '"4" is no number of a state'],
    ['loop.fairness.0.kind', 'XF', 'a fairness condition is neither WF nor SF'],
    ['loop.idle.0.action', {}, 'the name of an action of the loop of "why" is missing or no text'],
    ['notes', [1], 'a note of "why" is missing or no text'],
  ])('with %s damaged is refused', (path, value, message) => {
    expect(damaged(path, value)).toContain(message);
  });

  it('is told line by line', () => {
    const told = whyLines(WHY).map(
      ({ depth, mark, lead, text, detail }) => `${'  '.repeat(depth)}${mark}|${lead}|${text}|${detail}`,
    );
    expect(told).toEqual([
      'false||\\A c \\in Clients : P(c)|false in state 2',
      '  error|for c = ann:|P(c)|cannot be evaluated: no value',
      '    true|IF|x > 0|where x = 1',
      '    unknown|ELSE|y|not evaluated: TLC was not asked',
      '    open||z|true in states 1 to 3, 5; false in state 4',
      '  note||and 3 more|',
      'note||what repeats for ever, states 4, 5:|',
      '  true|for c = ann:|WF_vars(Serve(c))|satisfied: enabled in state 4 and never taken, but not enabled in state 5',
      '  false||SF_vars(Ask)|not satisfied: enabled in state 4 and never taken',
      '  error||WF_vars(Hard)|cannot be evaluated: it is hard',
      '  false||Leave(n = 1)|is enabled in each state of the loop and never taken; the specification has no fairness for it',
      'note||something is not known|',
    ]);
  });

  it.each([
    ['WF', [4, 5], [], 'violated'],
    ['WF', [4], [], 'disabled'],
    ['WF', [], [], 'disabled'],
    ['SF', [4], [], 'violated'],
    ['SF', [], [], 'disabled'],
    ['SF', [4], [4], 'taken'],
  ] as const)('%s enabled in %j and taken from %j is %s', (kind, enabledIn, takenIn, verdict) => {
    expect(fairnessVerdict({ kind, text: '', bindings: [], enabledIn, takenIn }, [4, 5])).toBe(verdict);
  });
});
