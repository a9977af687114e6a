import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, runCli, runShell } from '../support/run-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** This package with one text of the study's common module replaced. */
function changedPackage(from: string, to: string): string {
  const folder = tempFolder({});
  for (const part of ['bin', 'dist', 'specs', 'package.json'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const module = join(folder, 'specs/common/PageCache.tla');
  const text = readFileSync(module, 'utf8');
  expect(text.split(from)).toHaveLength(2);
  writeFileSync(module, text.replace(from, to));
  return folder;
}

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

  it('follows each run through the state graph of the design, and a replay tells its path', async () => {
    const program = ['explore', 'hybrid', '--program', 'dax-truncate'];
    const { exitCode, stdout } = await runCli(program);
    expect(stdout).toMatch(
      /^ok {3}dax-truncate: no run fails, all were explored .*\n {5}each run is a path of the model's state graph \(\d+ states, \d+ transitions\)\n$/,
    );
    expect(exitCode).toBe(0);
    const replayed = await runCli([...program, '--replay', 'a']);
    const path = replayed.stdout.slice(replayed.stdout.indexOf('in the model:\n'));
    await expect(path).toMatchFileSnapshot('../cases/explore/path.txt');
  });

  it('notices an implementation that does something else than its model', async () => {
    const folder = changedPackage('IF Repeat THEN "idle" ELSE "done"', 'IF Repeat THEN "done" ELSE "idle"');
    const { exitCode, stdout } = await runShell(
      `node ${folder}/bin/tracewright.js explore hybrid --program dax-truncate`,
      folder,
    );
    expect(stdout).toMatch(
      /^FAIL dax-truncate: model: the memory is not as the model has it: io\.u1\.at: expected "idle", actual "done" /,
    );
    expect(exitCode).toBe(1);
  });

  it('explores without the model when asked to', async () => {
    const { stdout, exitCode } = await runCli([
      'explore',
      'hybrid',
      '--program',
      'dax-truncate',
      '--no-model',
      '--jar',
      'none.jar',
    ]);
    expect(stdout).toMatch(/^ok {3}dax-truncate: no run fails, all were explored {2}\(.*\)\n$/);
    expect(exitCode).toBe(0);
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
    [
      ['explore', 'baseline', '--program', 'pin-writeback', '--replay', 'a3d'],
      'after 3 steps, it has no thread d',
    ],
    [['explore', 'baseline', '--seconds', '0'], 'whole number from 1'],
    [['run', 'basline'], 'there is no design basline; did you mean baseline?'],
    [['run', 'baseline', '--features', 'cow,truncat'], 'there is no feature truncat; did you mean truncate?'],
    [['run', 'baseline', '--features', 'cow,'], '--features needs names with commas in between: cow, holes'],
    [['run', 'baseline', '--features', 'cow,cow'], '--features names cow twice'],
    [
      ['run', 'baseline', '--features', 'parity,truncate'],
      'no parity with truncate, parity is kept of blocks',
    ],
    [['run', 'baseline', '--features', 'dax,cow'], 'no dax with cow, with DAX there is no copy to write'],
    [
      ['run', 'baseline', '--device', 'package.json'],
      'is no block device of Tracewright; it was left as it is',
    ],
    [
      ['run', 'baseline', '--device', '/nowhere/device'],
      'Cannot write /nowhere/device.lock: nothing can be made there (ENOENT)',
    ],
    [['run', 'baseline', '--device', 'x', '--features', 'parity'], 'keeps its blocks in memory'],
    [['run', 'baseline', '--device', 'x', '--features', 'dax'], 'with DAX the memory is the device'],
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
    const { exitCode, stdout, stderr } = await runCli(['run', 'baseline', '--seconds', '600'], {
      onStart: (child) => setTimeout(() => child.kill('SIGINT'), 2_000),
    });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('page written');
    expect(stderr).toMatch(/^tracewright: interrupted after \d+\.\d s of 600 s$/m);
  });

  it('takes the file of its device for itself, gives it back, and takes over what a dead process held', async () => {
    const device = join(tempFolder(), 'disk.img');
    const lock = `${device}.lock`;
    const mark = (process: number): string => `tracewright lock, held by process ${process}\n`;
    writeFileSync(lock, mark(process.pid));
    const run = ['run', 'hybrid', '--seconds', '1', '--device', device];
    const refused = await runCli(run);
    expect(refused.stderr).toContain(`disk.img is in use by process ${process.pid}; choose another file`);
    expect(refused.exitCode).toBe(2);
    expect(existsSync(device)).toBe(false);
    writeFileSync(lock, mark(4194304));
    expect((await runCli(run)).exitCode).toBe(0);
    expect(existsSync(lock)).toBe(false);
    // The same file by another name.
    symlinkSync(device, `${device}.link`);
    writeFileSync(lock, mark(process.pid));
    const byLink = await runCli(['run', 'hybrid', '--seconds', '1', '--device', `${device}.link`]);
    expect(byLink.stderr).toContain(`is in use by process ${process.pid}`);
    // What is no lock of ours is not touched.
    writeFileSync(lock, 'notes');
    expect((await runCli(run)).stderr).toContain('disk.img.lock is no lock of Tracewright');
    expect(readFileSync(lock, 'utf8')).toBe('notes');
  });
});
