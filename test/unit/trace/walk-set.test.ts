import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  int,
  modelValue,
  parseWalks,
  seq,
  string,
  walksToJson,
  type WalkSet,
} from '../../../src/trace/index.ts';

/** Two tasks and a lock: the second state is only reached by `Take`. */
const LOCK: WalkSet = {
  id: 'MCLock',
  goal: 'every transition',
  constants: [['Tasks', modelValue('t1')]],
  variables: ['owner', 'count'],
  values: [
    [string('nobody'), modelValue('t1')],
    [int(0), int(1)],
  ],
  actions: [
    { name: 'Take', arguments: [{ name: 't', value: modelValue('t1') }] },
    { name: 'Release', arguments: [] },
  ],
  states: [
    [0, 0],
    [1, 1],
  ],
  initial: [0],
  edges: [
    [0, 1, 0],
    [1, 0, 1],
  ],
  walks: [{ start: 0, edges: [0, 1, 0] }],
};

/** The same with a sequence. */
const QUEUE: WalkSet = { ...LOCK, values: [LOCK.values[0]!, [seq([]), seq([int(1)])]] };

const TEXT = walksToJson(LOCK, 'a lock');

describe('a file of walks', () => {
  it('is read as it was written, also with what is not refused', () => {
    for (const set of [
      LOCK,
      { ...LOCK, noRefusals: 'a constraint' },
      { ...LOCK, unlisted: ['Take (why)'], frontier: [1], choices: 'implementation' as const },
      { ...QUEUE, ignored: ['owner'], unordered: ['count'] },
    ])
      expect(parseWalks(walksToJson(set, 'about'))).toEqual({ ok: true, value: set });
  });

  it('has a line for each state, edge and walk, and for numbers as values', () => {
    expect(TEXT.split('\n').filter((line) => /^ {4}\[\d/.test(line))).toHaveLength(6);
  });

  it.each([
    ['cut', (text: string) => text.slice(0, -20), 'the walks are no JSON: the file is cut or damaged'],
    [
      'another format',
      (text: string) => text.replace('walks/1', 'walks/9'),
      'the walks are in the format "tracewright/walks/9", not tracewright/walks/1',
    ],
    [
      'a walk that jumps',
      (text: string) => text.replace('[0,0,1,0]', '[0,1,0,0]'),
      'the walks are damaged: walk 0 is no path from an initial state',
    ],
    [
      'a walk from elsewhere',
      (text: string) => text.replace('[0,0,1,0]', '[1,1,0]'),
      'the walks are damaged: walk 0 is no path from an initial state',
    ],
    [
      'an edge to nowhere',
      (text: string) => text.replace('[1,0,1]', '[1,7,1]'),
      'the walks are damaged: edge 1 names a state or an action that is not there',
    ],
    [
      'an edge of nothing',
      (text: string) => text.replace('[1,0,1]', '[1,0,9]'),
      'the walks are damaged: edge 1 names a state or an action that is not there',
    ],
    [
      'half an edge',
      (text: string) => text.replace('[1,0,1]', '[1,0]'),
      'the walks are damaged: an edge is not complete',
    ],
    [
      'a value that is not there',
      (text: string) => text.replace('    [1,1]', '    [1,5]'),
      'the walks are damaged: state 1 has a value that is not there',
    ],
    [
      'a state that is too short',
      (text: string) => text.replace('    [1,1]', '    [1]'),
      'the walks are damaged: state 1 has a value that is not there',
    ],
    [
      'an initial state that is not there',
      (text: string) => text.replace('"initial": [0]', '"initial": [4]'),
      'the walks are damaged: an initial state is not there',
    ],
  ])('is refused: %s', (_, damage, reason) => {
    expect(damage(TEXT)).not.toBe(TEXT);
    expect(parseWalks(damage(TEXT))).toEqual({ ok: false, error: reason });
  });

  it.each<[Partial<WalkSet>, string]>([
    [{ ignored: [] }, 'a list of variables is empty'],
    [{ unordered: [] }, 'a list of variables is empty'],
    [{ ignored: ['other'] }, 'there is no variable other'],
    [{ unordered: ['other'] }, 'there is no variable other'],
    [{ ignored: ['owner', 'owner'] }, 'owner is ignored or unordered twice'],
    [{ ignored: ['count'], unordered: ['count'] }, 'count is ignored or unordered twice'],
    [{ ignored: ['owner', 'count'] }, 'all variables are ignored'],
    [{ unordered: ['owner'] }, 'owner has no order that could be left out'],
    [{ ignored: 'owner' as never }, 'a list is expected'],
    [{ ignored: [1 as never] }, 'a text is expected'],
  ])('is refused where it does not say how states are compared: %j', (comparison, reason) => {
    const text = walksToJson({ ...QUEUE, ...comparison }, 'about');
    expect(parseWalks(text)).toEqual({ ok: false, error: expect.stringContaining(reason) as string });
  });

  it('never throws, whatever is changed in it', () => {
    fc.assert(
      fc.property(fc.nat(TEXT.length - 1), fc.string({ maxLength: 3 }), (at, inserted) => {
        const result = parseWalks(TEXT.slice(0, at) + inserted + TEXT.slice(at + 1));
        expect(typeof result.ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
