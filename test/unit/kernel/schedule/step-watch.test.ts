import { describe, expect, it } from 'vitest';
import { pageProgram, replay, type StepWatcher } from '../../../../src/kernel/schedule/index.ts';

/** Writes down what it is told. */
function recorder(): { watcher: StepWatcher; told: string[] } {
  const told: string[] = [];
  const watcher: StepWatcher = {
    reset: () => void told.splice(0),
    begin: (fibre, name, first, second) =>
      void told.push([fibre, name, first, second].filter((part) => part !== undefined).join(' ')),
    end: (fibre, done) => {
      told.push(`${fibre} ${done ? 'done' : 'refused'}`);
      return undefined;
    },
    rest: () => undefined,
    hashLow: () => 0,
    hashHigh: () => 0,
  };
  return { watcher, told };
}

describe('a watcher', () => {
  it('is told of a step when its first operation is made, and of the outermost step only', () => {
    const { watcher, told } = recorder();
    const program = pageProgram('pin-writeback', 'pin-blocks-writeback', () => watcher);
    const seen: string[][] = [];
    const watched = {
      ...program,
      wrongNow: () => {
        seen.push([...told]);
        return undefined;
      },
    };
    replay(watched, [], 2_000);
    // Nothing of the flusher and the device, which are called from the start.
    expect(seen[0]).toEqual(['0 pin 0 0']);
    const names = seen.at(-1)!.map((line) => line.split(' ')[1]);
    expect(names).toContain('tryHandleWriteFault');
    expect(names).toContain('decide');
    // A policy point is the step; the way that the design takes there is a part of it.
    expect(names).not.toContain('tryPinUserPage');
    const begun = names.filter((name) => name !== 'done' && name !== 'refused');
    expect(names).toHaveLength(2 * begun.length);
  });

  it('fails the run with what it finds wrong, under the name of the fibre', () => {
    const { watcher } = recorder();
    const program = pageProgram('pin-writeback', 'baseline', () => ({
      ...watcher,
      end: (_, done) => (done ? 'so it is' : undefined),
    }));
    const replayed = replay(program, []);
    expect(replayed.ok && replayed.failure).toEqual({ kind: 'model', message: 'user0: so it is' });
  });
});
