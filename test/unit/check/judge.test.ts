import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge, type ProcessOutcome } from '../../../src/check/judge.ts';
import { describeVerdict } from '../../../src/check/grade.ts';
import { specErrors } from '../../../src/check/spec-errors.ts';
import { parseConfig, readTlcOutput, type TlcConfig, type TlcOutput } from '../../../src/parser/index.ts';
import type { Verdict } from '../../../src/trace/index.ts';

const CASES = join(import.meta.dirname, '../../cases');

const read = (path: string): string => readFileSync(join(CASES, path), 'utf8');

function outputOf(text: string): TlcOutput {
  const reader = readTlcOutput();
  reader.push(text);
  return reader.end();
}

const configOf = (name: string): TlcConfig => {
  const config = parseConfig(read(`tlc-output/specs/${name}.cfg`));
  return config.ok ? config.value : { statements: [] };
};

const exited = (exitCode: number): ProcessOutcome => ({ exitCode, signal: null, ended: 'exit' });

const line = (verdict: Verdict): string => `${verdict.kind}: ${describeVerdict(verdict)}`;

/** `recording | configuration | exit status of TLC | verdict`, the same for every build of TLC. */
const rows = read('verdicts.txt')
  .split('\n')
  .filter((row) => row !== '' && !row.startsWith('#'))
  .map((row) => row.split('|').map((cell) => cell.trim()) as [string, string, string, string]);

describe('verdicts of recorded runs', () => {
  test('there are cases', () => expect(rows.length).toBeGreaterThan(20));

  for (const [recording, config, exit, expected] of rows) {
    const [name, only] = recording.split(' of ');
    for (const build of only === undefined ? ['2.18', '2026'] : [only]) {
      const file = `tlc-output/${build}/${name}.out`;
      if (!existsSync(join(CASES, file))) continue;
      test(`${name} of ${build}`, () => {
        const output = outputOf(read(file));
        const { verdict } = judge(output, exited(Number(exit)), configOf(config), specErrors(output, 'Spec'));
        const nameless =
          build === '2.18'
            ? expected.replace(
                /temporal property \w+ is violated/,
                'a temporal property is violated (TLC does not say which)',
              )
            : expected;
        expect(line(verdict)).toBe(nameless);
      });
    }
  }
});

describe('the place of an error is the innermost that can be opened', () => {
  const placeOf = (file: string, argv: readonly string[] = []): string => {
    const output = outputOf(read(`tlc-output/2.18/${file}.out`));
    const { verdict } = judge(output, { ...exited(75), argv }, configOf('plain'), []);
    const error = verdict.kind === 'spec-error' ? verdict.errors[0] : undefined;
    return `${error?.file}:${error?.location?.beginLine}:${error?.location?.beginColumn}: ${error?.message}`;
  };

  test('named by the cause rather than by the stack', () =>
    expect(placeOf('not-boolean')).toBe(
      '/spec/Asserts.tla:13:15: TLC expected a boolean value, but did not find one.\nIt was evaluated in the initial state below.',
    ));

  test('of the stack', () =>
    expect(placeOf('eval-error').split('\n')[0]).toBe('/spec/Errs.tla:5:9: Attempted to apply tuple'));

  test('not in a module that was unpacked for the run only', () =>
    expect(placeOf('eval-error', ['java', '-Djava.io.tmpdir=/spec'])).toMatch(/^undefined:undefined/));
});

describe('signals that disagree', () => {
  const violated = outputOf(read('tlc-output/2.18/values.out'));
  const success = outputOf(read('tlc-output/2.18/success-coverage.out'));
  const verdictOf = (output: TlcOutput, outcome: ProcessOutcome, config = configOf('lasso_ok')): string =>
    line(judge(output, outcome, config, []).verdict);

  test('a violation with the exit status of success is a violation (-continue)', () =>
    expect(verdictOf(violated, exited(0))).toMatch(/^violated/));

  test('a violation with the exit status of something else is a tool error', () =>
    expect(verdictOf(violated, exited(75))).toMatch(
      /^tool-error: .* ended with exit status 75 instead of 12$/,
    ));

  test('an Assert inside of an invariant ends with the exit status of the invariant, and of nothing else', () => {
    const failed = outputOf(read('tlc-output/2.18/assert-in-invariant.out'));
    expect(verdictOf(failed, exited(76))).toMatch(/^violated: an assertion failed/);
    expect(verdictOf(failed, exited(12))).toMatch(
      /^tool-error: .* ended with exit status 12 instead of 10 or 14 or 75 or 76 or 255$/,
    );
  });

  test('"no error" with an exit status other than 0 is a tool error', () =>
    expect(verdictOf(success, exited(1))).toMatch(/^tool-error/));

  test('"no error" without the last message is a tool error', () =>
    expect(verdictOf({ ...success, finished: false }, exited(0))).toMatch(
      /^tool-error: TLC stopped without/,
    ));

  test('a jar without TLC, and what else Java says of itself', () => {
    const said = (line: string): string =>
      verdictOf(
        { ...success, finished: false, userOutput: ['a line of the specification', line] },
        exited(1),
      );
    expect(said('Exception in thread "main" java.lang.NoClassDefFoundError: tlc2/TLC')).toBe(
      'tool-error: the jar has no TLC in it (no class tlc2.TLC)',
    );
    expect(said('Error: Could not create the Java Virtual Machine.')).toBe(
      'tool-error: TLC stopped without its last message (exit status 1): Error: Could not create the Java Virtual Machine.',
    );
  });

  test('exit status 0 without "no error" is a tool error', () =>
    expect(verdictOf({ ...success, success2193: false }, exited(0))).toMatch(/^tool-error/));

  test('states left on the queue make it less than holds', () =>
    expect(verdictOf({ ...success, statistics: { ...success.statistics, queue: 3 } }, exited(0))).toMatch(
      /^holds-within/,
    ));

  test('no initial state is an error, not a proof', () =>
    expect(verdictOf({ ...success, statistics: { ...success.statistics, distinct: 0 } }, exited(0))).toMatch(
      /vacuously/,
    ));

  test('output that cannot be read is a tool error', () => {
    const problems = [{ code: 'state' as const, message: 'not a state', text: 'x =' }];
    expect(verdictOf({ ...success, problems }, exited(0))).toMatch(
      /^tool-error: TLC's output could not be read/,
    );
  });

  test.each(['CONSTRAINT Small', 'ACTION_CONSTRAINT Small', 'SYMMETRY Perms', 'VIEW view'])(
    '%s makes it less than holds',
    (text) => {
      const config = parseConfig(text);
      if (!config.ok) throw new Error(config.error.message);
      expect(verdictOf(success, exited(0), config.value)).toMatch(/^holds-within/);
    },
  );

  test('a run that was stopped is cancelled, unless it had found a violation', () => {
    const stopped: ProcessOutcome = { exitCode: null, signal: 'SIGTERM', ended: 'time-limit' };
    expect(verdictOf({ ...success, finished: false }, stopped)).toMatch(
      /^cancelled: stopped at the time limit/,
    );
    expect(verdictOf(violated, stopped)).toMatch(/^violated/);
  });

  test('the end of a run by a signal is a tool error', () =>
    expect(
      verdictOf({ ...success, finished: false }, { exitCode: null, signal: 'SIGKILL', ended: 'exit' }),
    ).toBe('tool-error: TLC was ended by SIGKILL'));
});
