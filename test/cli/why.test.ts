import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempCopy } from '../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/why');
const configs = readdirSync(CASES).flatMap((folder) =>
  readdirSync(join(CASES, folder))
    .filter((name) => name.endsWith('.cfg'))
    .map((config) => ({ folder, config })),
);

/** TLC's own values of the parts of properties. Beside each cfg: the expected text. */
describe('why a property is false', () => {
  test('there are cases', () => expect(configs.length).toBeGreaterThan(8));

  for (const { folder, config } of configs) {
    test(`${folder}/${config}`, async () => {
      const cwd = tempCopy(join(CASES, folder));
      const { stdout } = await runCli(['check', config, '--explain'], { cwd });
      const lines = stdout.split('\n').map((line) => line.replace(/^ {7}/, ''));
      const from = lines.indexOf('why it is violated');
      const to = lines.findIndex((line) => line.startsWith('repeat with:'));
      expect(from, 'nothing was told').toBeGreaterThan(0);
      const told = lines.slice(from, to).join('\n');
      await expect(`${told}\n`).toMatchFileSnapshot(join(CASES, folder, config.replace('.cfg', '.txt')));
    });
  }

  test('nothing is asked without --explain', async () => {
    const { stdout } = await runCli(['check', 'Ring.cfg', '--json'], { cwd: tempCopy(join(CASES, 'guard')) });
    expect(stdout).toContain('"trace"');
    expect(stdout).not.toContain('"why"');
  });

  test('the saved trace has it and is read back', async () => {
    const cwd = tempCopy(join(CASES, 'lasso-weak-fairness'));
    await runCli(['check', 'Queue.cfg', '--explain', '--save-traces', '.'], { cwd });
    const { exitCode, stdout } = await runCli(['trace', 'export', 'Queue.trace.json', '--format', 'json'], {
      cwd,
    });
    expect(exitCode).toBe(0);
    const { why } = JSON.parse(stdout) as { why: { loop: { fairness: unknown[] } } };
    expect(why.loop.fairness.length).toBe(3);
  });
});
