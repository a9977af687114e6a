import { expect, test } from 'vitest';
import { placeInConfig } from '../../../src/check/place-in-config.ts';
import { parseConfig } from '../../../src/parser/index.ts';

const CONFIG = `SPECIFICATION Spec \\* Nope
CONSTANTS
  N = 3
  Nope <- Other
INVARIANTS
  Small
  Nope
ACTION_CONSTRAINT Step
PROPERTY Live
`;

const task = { folder: '/specs', module: 'M', config: '/specs/M.cfg', configText: CONFIG };

/** Where an error with that code and message is placed: `M.cfg:7:3`. */
function placeOf(code: number, message: string): string {
  const config = parseConfig(CONFIG);
  if (!config.ok) throw new Error(config.error.message);
  const finding = { code, names: [], text: message };
  const { file, location } = placeInConfig({ message }, finding, task, config.value);
  const place = location ? `:${location.beginLine}:${location.beginColumn}` : '';
  return `${file?.replace('/specs/', '')}${place}`;
}

test.each([
  [
    2229,
    'The invariant Nope specified in the configuration file\nis not defined in the specification.',
    'M.cfg:7:3',
  ],
  [
    2229,
    'The name Spec specified in the configuration file\nis not defined in the specification.',
    'M.cfg:1:15',
  ],
  [2229, 'The action constraint Step specified in the configuration file\nis not defined', 'M.cfg:8:19'],
  [
    2146,
    'The invariant Small is not a state predicate (one with no primes or temporal operators).',
    'M.cfg:6:3',
  ],
  [2226, 'In the configuration file, the identifier Nope does not appear in the specification.', 'M.cfg:4:3'],
  [
    2225,
    'The configuration file substitutes for Nope with Other of different number of arguments.',
    'M.cfg:4:3',
  ],
  [2227, 'The configuration file cannot specify both INIT/NEXT and SPECIFICATION fields.', 'M.cfg:1:1'],
  [
    5004,
    'TLC found an error in the configuration file at line 9\nThe keyword PROPERTY appeared twice.',
    'M.cfg:9:1',
  ],
  // What is not there has no line.
  [2231, 'The configuration file did not specify the initial state predicate.', 'M.cfg'],
  [2222, 'The constant parameter Max is not assigned a value by the configuration file.', 'M.cfg'],
  // What is not about the configuration does not blame it.
  [2102, 'Attempted to apply tuple\n<<1, 2>>\nto integer 0 which is out of domain.', 'M.tla'],
])('%i %j is placed at %s', (code, message, expected) => expect(placeOf(code, message)).toBe(expected));

test('an error with a place keeps it', () => {
  const location = { module: 'Inner', beginLine: 1, beginColumn: 2, endLine: 1, endColumn: 3 };
  const error = { message: 'The invariant Small ...', location };
  expect(placeInConfig(error, undefined, task, { statements: [] })).toBe(error);
});
