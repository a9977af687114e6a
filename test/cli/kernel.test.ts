import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

describe('tracewright explore', () => {
  it('finds the failure of the baseline, and the command that it prints repeats it', async () => {
    const { exitCode, stdout } = await runCli(['explore', 'baseline', '--program', 'pin-writeback']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAIL pin-writeback: assertion: guard error: page 0 changed/);
    const command = /repeat with: npx tracewright (.*)/.exec(stdout)![1]!;
    const again = await runCli(command.split(' '));
    expect(again.exitCode).toBe(1);
    expect(again.stdout).toMatch(/\nassertion: guard error: page 0 changed.*\n$/);
    expect(await runCli(command.split(' '))).toEqual(again);
  });

  it('says that it was not complete when the time is up', async () => {
    const found = await runCli([
      'explore',
      'pin-blocks-writeback',
      '--program',
      'store-writeback-dma',
      '--seconds',
      '1',
      '--json',
    ]);
    expect(found.exitCode).toBe(3);
    expect(JSON.parse(found.stdout)).toMatchObject({
      version: 1,
      design: 'pin-blocks-writeback',
      programs: [{ program: 'store-writeback-dma', isComplete: false, incomplete: 'the time was up' }],
    });
  });

  it.each([
    [['explore', 'basline'], 'there is no design basline; did you mean baseline?'],
    [['explore', 'baseline', '--program', 'pin-writebak'], 'did you mean pin-writeback?'],
    [['explore', 'baseline', '--replay', 'a3'], '--replay needs --program'],
    [['explore', 'baseline', '--program', 'pin-writeback', '--replay', 'a3;b'], '"a3;b" is no schedule'],
    [['explore', 'baseline', '--program', 'pin-writeback', '--replay', 'a3d'], 'at its step 4'],
    [['explore', 'baseline', '--seconds', '0'], 'whole number from 1'],
    [['run', 'basline'], 'there is no design basline; did you mean baseline?'],
    [['run', 'baseline', '--pages', '0'], 'whole number from 1 to 64'],
  ])('%j is refused', async (args, message) => {
    const { exitCode, stderr, stdout } = await runCli(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
  });
});

describe('tracewright run', () => {
  it('grades what happened, as JSON too; a design that its models call safe has nothing forbidden', async () => {
    const { exitCode, stdout } = await runCli(['run', 'pin-blocks-writeback', '--seconds', '5', '--json']);
    const report = JSON.parse(stdout) as {
      outcomes: { outcome: string; count: number; grade: string }[];
      failures: unknown[];
      heldLocks: unknown[];
    };
    expect(report.failures).toEqual([]);
    expect(report.heldLocks).toEqual([]);
    expect(report.outcomes.filter(({ grade, count }) => grade === 'forbidden' && count > 0)).toEqual([]);
    expect(report.outcomes.some(({ count }) => count > 0)).toBe(true);
    expect(exitCode).toBe(0);
  });

  it('ends soon after an interrupt, and says so', async () => {
    const { exitCode, stdout } = await runCli(['run', 'baseline', '--seconds', '600'], {
      onStart: (child) => setTimeout(() => child.kill('SIGINT'), 2_000),
    });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('page written');
  });
});
