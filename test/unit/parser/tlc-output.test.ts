import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTlcOutput, type TlcOutput } from '../../../src/parser/index.ts';
import { expectGolden } from './golden.ts';
import { summarize } from './summary.ts';

const CASES = path.join(import.meta.dirname, '../../cases/tlc-output');
const recordings = ['2026', '2.18'].flatMap((folder) =>
  readdirSync(path.join(CASES, folder))
    .filter((file) => file.endsWith('.out'))
    .map((file) => path.join(CASES, folder, file)),
);

const read = (text: string, chunk = text.length): TlcOutput => {
  const reader = readTlcOutput();
  for (let at = 0; at < text.length; at += chunk) reader.push(text.slice(at, at + chunk));
  return reader.end();
};
const frame = (code: number, severity: number, body: string): string =>
  `@!@!@STARTMSG ${code}:${severity} @!@!@\n${body}\n@!@!@ENDMSG ${code} @!@!@\n`;
const state = (number: number, body: string): string =>
  frame(2217, 4, `${number}: <A line 1, col 1 to line 1, col 2 of module M>\n${body}\n`);

describe('recorded runs of TLC', () => {
  it('has recordings of two builds', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(17 + 32);
  });

  it.each(recordings.map((file) => [path.relative(CASES, file), file]))('%s', (_name, file) => {
    const output = read(readFileSync(file, 'utf8'));
    expect(output.problems).toEqual([]);
    expect(output.finished).toBe(true);
    expectGolden(file.replace(/\.out$/, '.json'), `${JSON.stringify(summarize(output), null, 2)}\n`);
  });

  it.each(recordings.map((file) => [path.relative(CASES, file), file]))(
    '%s reads the same in pieces',
    (_name, file) => {
      const text = readFileSync(file, 'utf8');
      for (const size of [1, 7, 4096]) expect(read(text, size)).toEqual(read(text));
      expect(read(text.replaceAll('\n', '\r\n'))).toEqual(read(text));
    },
  );

  it('can be cut anywhere without an exception', () => {
    for (const file of recordings) {
      const text = readFileSync(file, 'utf8');
      for (let length = 0; length < text.length; length += 97) {
        const cut = text.slice(0, length);
        expect(read(cut).finished).toBe(cut.includes('ENDMSG 2186 @!@!@'));
      }
    }
  });
});

describe('what no recording shows', () => {
  it('tells each kind of damage', () => {
    const output = read(
      [
        frame(2122, 4, '1: Back to state: <A line 1, col 1 to line 1, col 2 of module M>'),
        frame(2121, 1, 'The behavior up to this point is:'),
        state(1, '/\\ x = 1'),
        state(3, '/\\ x = [a ->'),
        frame(2217, 4, '4: <<<\n/\\ x = 1\n'),
        frame(2217, 4, 'no number\n/\\ x = 1\n'),
        '@!@!@STARTMSG 2110:1 @!@!@\ncut',
      ].join(''),
    );
    expect(output.problems.map(({ code }) => code)).toEqual([
      'state-without-trace',
      'state-number',
      'state',
      'header',
      'state-number',
      'unterminated-message',
    ]);
    expect(output.traces[0]?.states).toHaveLength(3);
    expect(output.traces[0]?.states.map(({ state: variables }) => variables.size)).toEqual([1, 0, 1]);
    expect(output.problems[2]).toMatchObject({ error: { code: 'not-enumerated' } });
  });

  it('keeps a bounded number of behaviors, messages and lines, and counts the rest', () => {
    const one =
      frame(2110, 1, 'Invariant I is violated.') + frame(2121, 1, 'up to') + state(1, 'x = 1') + '"user"\n';
    const reader = readTlcOutput({ maxTraces: 2, maxMessages: 3, maxUserLines: 1 });
    for (let i = 0; i < 5; i++) reader.push(one);
    const output = reader.end();
    expect(output).toMatchObject({ droppedTraces: 3, droppedMessages: 7, droppedUserLines: 4 });
    expect(output.traces).toHaveLength(2);
    expect(output.findings.map(({ trace }) => trace)).toEqual([0, 1, undefined, undefined, undefined]);
  });

  it('links a finding to the first behavior that follows it', () => {
    const behavior = frame(2121, 1, 'up to') + state(1, 'x = 1');
    const output = read(behavior + frame(2110, 1, 'Invariant I is violated.') + behavior + behavior);
    expect(output.traces.map(({ finding }) => finding)).toEqual([undefined, 0, 0]);
    expect(output.findings[0]?.trace).toBe(1);
  });

  it('reports progress as it comes', () => {
    const seen: unknown[] = [];
    const reader = readTlcOutput({ onProgress: (progress) => seen.push(progress) });
    const line = (numbers: string) =>
      frame(2200, 0, `Progress(12) at 2026-01-01 00:00:00: ${numbers} states left on queue.`);
    reader.push(
      line(
        '38,243,806 states generated (6,588,024 s/min), 19,126,403 distinct states found (3,294,012 ds/min), 1,505',
      ),
    );
    reader.push(line('1.234 states generated, 567 distinct states found, 8'));
    expect(seen).toEqual([
      { depth: 12, generated: 38_243_806, distinct: 19_126_403, queue: 1505 },
      { depth: 12, generated: 1234, distinct: 567, queue: 8 },
    ]);
  });

  it('reads severity, mode, names and warnings that only some builds print', () => {
    const output = read(
      frame(2116, 1, 'Temporal properties A, B, and C were violated.') +
        frame(2404, 1, 'Postcondition Post at line 20, col 9 to line 20, col 38 of module Err is false.') +
        '@!@!@STARTMSG 2114 @!@!@\nDeadlock reached.\n@!@!@ENDMSG 2114 @!@!@\n' +
        frame(2143, 3, 'a warning') +
        frame(9999, 1, 'from the future') +
        frame(2271, 0, 'Running depth-first search Model-Checking with fp 3 and seed -5 with 4 workers on'),
    );
    expect(output.findings.map(({ code, names }) => [code, names])).toEqual([
      [2116, ['A', 'B', 'C']],
      [2404, ['Post']],
      [2114, []],
      [9999, []],
    ]);
    expect(output.findings[1]?.location).toMatchObject({ module: 'Err', beginLine: 20 });
    expect(output.mode).toEqual({ kind: 'depth-first', fp: 3, seed: '-5', workers: 4 });
    expect(output.messages.map(({ code }) => code)).toEqual([2116, 2404, 2143, 9999]);
  });

  it('takes what a module override prints for user output', () => {
    expect(read(frame(20000, 0, 'one\ntwo')).userOutput).toEqual(['one', 'two']);
  });

  it('takes the last coverage report of a run, and stuttering under -difftrace', () => {
    const action = (numbers: string) =>
      frame(2772, 0, `<A line 1, col 1 to line 1, col 2 of module M (7 11 7 85)>: ${numbers}`);
    const start = frame(2201, 0, 'The coverage statistics at');
    const output = read(
      start +
        action('1:2') +
        start +
        action('3:4') +
        frame(2264, 1, 'x') +
        state(1, '/\\ x = 1\n/\\ y = 2') +
        state(2, '/\\ y = 3') +
        state(3, '') +
        frame(2218, 4, '4: Stuttering'),
    );
    expect(output.coverage).toMatchObject([{ name: 'A', distinct: 3, generated: 4 }]);
    expect(output.traces[0]?.states.map(({ state: variables }) => [...variables.keys()].join())).toEqual([
      'x,y',
      'x,y',
      'x,y',
    ]);
    expect(output.traces[0]?.end).toEqual({ kind: 'stuttering' });
    expect(output.problems).toEqual([]);
  });
});
