import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fn,
  int,
  interval,
  modelValue,
  record,
  seq,
  set,
  string,
  valueFromJson,
  valueToJson,
} from '../../../src/trace/index.ts';
import { anyValue } from './any-value.ts';

describe('values as JSON', () => {
  it('lose nothing', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(valueFromJson(JSON.parse(JSON.stringify(valueToJson(value))))).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['1', int(1)],
    ['{"#bigint":"9007199254740993"}', int(9007199254740993n)],
    ['"p1"', string('p1')],
    ['{"#model":"p1"}', modelValue('p1')],
    ['{"#set":[1,2]}', set([int(2), int(1)])],
    ['{"#interval":[1,3]}', interval(1, 3)],
    ['{"#tup":[1]}', seq([int(1)])],
    ['{"#map":[[0,1]]}', fn([[int(0), int(1)]])],
    [
      '{"a":1,"b":"x"}',
      record([
        ['a', int(1)],
        ['b', string('x')],
      ]),
    ],
    ['{"__proto__":1}', record([['__proto__', int(1)]])],
  ])('%s', (json, value) => {
    expect(valueFromJson(JSON.parse(json))).toEqual(value);
    expect(JSON.stringify(valueToJson(value))).toBe(json);
  });

  it.each([
    'null',
    '1.5',
    '1e300',
    '{"#set":1}',
    '{"#map":[[1]]}',
    '{"#new":[]}',
    '{"#bigint":"x"}',
    '{"#model":1}',
    '{"#interval":[1]}',
    '{"#interval":[1,"2"]}',
    '[null]',
  ])('refuses %s', (json) => {
    expect(() => valueFromJson(JSON.parse(json))).toThrow(TypeError);
  });
});
