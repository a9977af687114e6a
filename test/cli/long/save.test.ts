import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli, type CommandResult } from '../../support/run-cli.ts';
import { queueProject } from '../../support/queue-project.ts';

const NEWEST_FIRST = (source: string): string => source.replace('getters.shift()', 'getters.pop()');
const replay = (cwd: string, ...args: readonly string[]): Promise<CommandResult> =>
  runCli(['replay', ...args], { cwd });
const file = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

describe('replay --save', () => {
  test('keeps the shortest way to a failure as a test, which fails until the implementation is mended', async () => {
    const folder = queueProject(NEWEST_FIRST);
    const saved = await replay(folder, '--test', 'MCAsyncQueue', '--save', 'newest-first');
    expect(saved.stdout).toContain(
      'saved the shortest way to the failure, 3 steps, as traces/newest-first.trace.json, and named it in manifest.json\nmake a test of it with: npx tracewright generate .\n',
    );
    expect(saved.exitCode).toBe(1);
    expect(file(folder, 'manifest.json')).toBe(
      file(ROOT, 'examples/async-queue/manifest.json').replace(
        '"suite": { "driver": "driver.ts", "output": "generated" },',
        `"suite": {
    "driver": "driver.ts",
    "output": "generated",
    "traces": [
      "traces/newest-first.trace.json"
    ]
  },`,
      ),
    );
    const told = await runCli(['view', '--text', 'traces/newest-first.trace.json'], { cwd: folder });
    expect(
      told.stdout.match(/^.*(Put|Get)\(.*$/gm)?.map((line) => line.replace(/.*?((Put|Get)\(.*?\)).*/, '$1')),
    ).toEqual(['Get(c = c1)', 'Get(c = c2)', 'Put(p = p1)']);
    expect((await runCli(['generate'], { cwd: folder })).exitCode).toBe(0);
    const again = await replay(folder, '--test', 'newest-first');
    expect(again.stdout).toContain('newest-first: saved trace of MCAsyncQueue.cfg');
    expect(again.exitCode).toBe(1);
    writeFileSync(join(folder, 'async-queue.ts'), file(ROOT, 'examples/async-queue/async-queue.ts'));
    expect((await replay(folder, '--test', 'newest-first')).exitCode).toBe(0);
  });

  test('saves nothing where nothing fails, or where the model allows nothing to be shown', async () => {
    const passing = queueProject();
    const nothing = await replay(passing, '--test', 'MCAsyncQueue#1', '--save', 'nothing');
    expect(nothing.stderr).toContain('MCAsyncQueue#1 passes: there is nothing to save');
    expect(nothing.exitCode).toBe(2);
    const lax = queueProject();
    const driver = file(lax, 'driver.ts');
    writeFileSync(join(lax, 'driver.ts'), driver.replaceAll("'refused'", "'done'"));
    const refusal = await replay(lax, '--test', 'MCAsyncQueue', '--save', 'lax');
    expect(refusal.stderr).toMatch(
      /the implementation performed \w+\(.*\) where the model does not allow it: a trace shows only what is allowed, so nothing was saved/,
    );
    expect(refusal.exitCode).toBe(1);
    const told = await replay(lax, '--test', 'MCAsyncQueue#1');
    expect(told.stdout).toContain(
      `\nMCAsyncQueue: the model does not allow Put(p = p1) in that state, because of:
  AsyncQueue.tla:31:6: p \\notin Range(putters) is FALSE\n`,
    );
    expect(told.exitCode).toBe(1);
    for (const folder of [passing, lax]) {
      expect(existsSync(join(folder, 'traces'))).toBe(false);
      expect(file(folder, 'manifest.json')).toBe(file(ROOT, 'examples/async-queue/manifest.json'));
    }
  });

  test('saves nothing where the failure only comes after what was done before', async () => {
    const folder = queueProject(
      (source) =>
        `let given = 0;\nconst isWrong = () => ++given > 50;\n${source.replace('this.getters.shift()', '(isWrong() ? this.getters.pop() : this.getters.shift())')}`,
    );
    const { stderr, stdout, exitCode } = await replay(folder, '--test', 'MCAsyncQueue', '--save', 'leaky');
    expect(stdout).not.toContain('saved');
    expect(stderr).toMatch(
      /MCAsyncQueue: the shortest way to the failure passes in a process of its own, .* nothing was saved/,
    );
    expect(exitCode).toBe(1);
    expect(existsSync(join(folder, 'traces'))).toBe(false);
    expect(file(folder, 'manifest.json')).toBe(file(ROOT, 'examples/async-queue/manifest.json'));
  });

  test.each([
    [['--save', 'x'], '--save needs --test, and one suite that has it'],
    [['--test', 'MCAsyncQueue', '--save', '../x'], 'a name of letters, digits, "_", "-" and "." is expected'],
    [['--test', 'MCAsyncQueue', '--save', 'MCAsyncQueue'], 'manifest.json has a test of that name'],
  ])('%j is refused before anything runs', async (args, message) => {
    const { stderr, stdout, exitCode } = await replay(queueProject(), ...args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});
