import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { traceFromJson, traceText, type Trace } from '../../src/trace/index.ts';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempCopy, tempFolder } from '../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/import');
const TTRACE = 'Queue_TTrace_1776888668.tla';

function read(text: string): Trace {
  const trace = traceFromJson(JSON.parse(text));
  if (!trace.ok) throw new Error(trace.error);
  return trace.value;
}

/** TLC's own files; no TLC that writes the first two is in this repository's cache, so they are written after its sources. */
describe('trace import reads what TLC writes', () => {
  test('a trace exploration module, whose actions a model names', async () => {
    const cwd = tempCopy(CASES);
    await runCli(['check', 'Queue.cfg', '--save-traces', '.'], { cwd });
    const own = read(readFileSync(join(cwd, 'Queue.trace.json'), 'utf8'));
    const bare = await runCli(['trace', 'import', TTRACE], { cwd });
    expect([bare.exitCode, bare.stderr]).toEqual([0, 'note: a trace exploration module names no actions\n']);
    expect(traceText(read(bare.stdout)).join('\n')).toContain('unnamed action');
    const named = await runCli(['trace', 'import', TTRACE, '--model', 'Queue.cfg'], { cwd });
    expect(named.exitCode).toBe(0);
    const trace = read(named.stdout);
    expect(trace.initial).toEqual(own.initial);
    expect(trace.steps.map(({ actions, state }) => ({ actions, state }))).toEqual(
      own.steps.map(({ actions, state }) => ({ actions, state })),
    );
    expect(trace.end).toMatchObject({ kind: 'lasso', backTo: 3, step: { actions: [{ name: 'Blink' }] } });
  });

  test('its output with -tool', async () => {
    const cwd = tempCopy(CASES);
    const { stdout } = await runCli(['check', 'Queue.cfg', '--save-traces', '.', '--json'], { cwd });
    const { models } = JSON.parse(stdout) as { models: { log: string }[] };
    const own = read(readFileSync(join(cwd, 'Queue.trace.json'), 'utf8'));
    const named = await runCli(['trace', 'import', models[0]!.log, '--model', 'Queue.cfg'], { cwd });
    expect({ ...read(named.stdout), notes: [] }).toEqual({ ...own, origin: undefined, notes: [] });
    const quiet = join(
      tempFolder({ log: '@!@!@STARTMSG 2262:0 @!@!@\nTLC2\n@!@!@ENDMSG 2262 @!@!@\n' }),
      'log',
    );
    const none = await runCli(['trace', 'import', quiet]);
    expect([none.exitCode, none.stdout]).toEqual([2, '']);
    expect(none.stderr).toContain('TLC printed no behavior there');
  });

  test('its JSON, with what that does not tell', async () => {
    const { exitCode, stdout, stderr } = await runCli(['trace', 'import', join(CASES, 'dump.json')]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("note: TLC's JSON does not tell sets from sequences");
    await expect(`${traceText(read(stdout)).join('\n')}\n`).toMatchFileSnapshot(join(CASES, 'dump.txt'));
  });

  test.each([
    [
      'a state that is cut',
      ['([light |-> "green",waiting |-> {ann}]),', '([light |-> "green",wai'],
      'line 49: it is no state',
    ],
    [
      'another variable in a state',
      ['([light |-> "red",waiting |-> {ann, bob}])', '([light |-> "red",door |-> {ann, bob}])'],
      'line 51: the state has other variables than the first',
    ],
    ['a list that is cut', ['    >>\n', ''], 'line 53: it is no state'],
    ['a loop to nowhere', ['LassoStart = 4', 'LassoStart = 9'], 'its loop leads to state 9 of 5'],
    ['no states', ['trace == \n', 'trace == IODeserialize("t.bin", TRUE)\n'], 'it has no "trace =="'],
  ] as const)('a module with %s is refused', async (_, [from, to], message) => {
    const text = readFileSync(join(CASES, TTRACE), 'utf8').replace(from, to);
    const file = join(tempFolder({ [TTRACE]: text }), TTRACE);
    const { exitCode, stdout, stderr } = await runCli(['trace', 'import', file]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test.each([
    [
      { counterexample: { state: [[1, { x: { '1': 1, '01': 2 } }]] } },
      'the value of x in state 1 has a key twice',
    ],
    [
      {
        counterexample: {
          state: [
            [1, { x: 1 }],
            [2, { y: 1 }],
          ],
        },
      },
      'state 2 has other variables than the first',
    ],
    [{ counterexample: {} }, '"state" of the counterexample is missing or no list'],
    [{ counterexample: { state: [] } }, 'the counterexample has no states'],
    [{ counterexample: { state: [[2, {}]] } }, 'state 1 has the number 2'],
    [{ counterexample: { state: [[1, { x: null }]] } }, 'the value of x in state 1 is none that TLC writes'],
    [
      { counterexample: { state: [[1, {}]], action: [[[1], { name: 'A' }, []]] } },
      'a state of action 1 has no number',
    ],
  ])('JSON %j is refused', async (json, message) => {
    const file = join(tempFolder({ 'dump.json': JSON.stringify(json) }), 'dump.json');
    const { exitCode, stderr } = await runCli(['trace', 'import', file]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test('a model that the trace is none of is named', async () => {
    const cwd = tempCopy(CASES);
    writeFileSync(
      join(cwd, 'Other.tla'),
      '---- MODULE Other ----\nVARIABLES waiting, light, door\nInit == waiting = {} /\\ light = 1 /\\ door = 1\nNext == UNCHANGED <<waiting, light, door>>\n====\n',
    );
    writeFileSync(join(cwd, 'Other.cfg'), 'INIT Init\nNEXT Next\n');
    const { exitCode, stderr } = await runCli(['trace', 'import', TTRACE, '--model', 'Other.cfg'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the trace has no door, which Other declares');
  });
});
