import fc from 'fast-check';
import {
  bool,
  fn,
  int,
  interval,
  modelValue,
  record,
  seq,
  set,
  string,
  type TlaValue,
} from '../../../src/trace/index.ts';

const fieldName = fc.stringMatching(/^[a-z_]{0,2}[A-Za-z][A-Za-z0-9_]{0,5}$/);
const anyInt = fc
  .oneof(fc.integer({ min: -20, max: 20 }), fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }))
  .map((n) => int(n));
const anyString = fc.oneof(fc.string(), fc.stringMatching(/^["\\\n\t\r\f/ =@!]{0,8}$/)).map(string);
const anyModel = fc.constantFrom('p1', 'p2', 'null', 'line', 'of', 'u_1').map(modelValue);
const anyInterval = fc
  .tuple(fc.integer({ min: -5, max: 5 }), fc.nat(5))
  .map(([low, size]) => interval(low, low + size));

/** Any value, of any shape and mixed kinds. */
export const anyValue: fc.Arbitrary<TlaValue> = fc.letrec<{ value: TlaValue }>((tie) => {
  const values = fc.array(tie('value'), { maxLength: 4 });
  const pairs = fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 4 });
  return {
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      anyInt,
      fc.boolean().map(bool),
      anyString,
      anyModel,
      anyInterval,
      values.map(set),
      values.map(seq),
      fc.array(fc.tuple(fieldName, tie('value')), { minLength: 1, maxLength: 4 }).map(record),
      pairs.map(fn),
    ),
  };
}).value;
