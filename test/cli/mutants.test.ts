import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempCopy, tempFolder } from '../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/mutants');

describe('mutants', { timeout: 180_000 }, () => {
  test('tells who notices each mutant, and leaves nothing behind', async () => {
    const [folder, temporary] = [tempCopy(CASES), tempFolder()];
    const run = await runCli(['mutants', 'Light.tla'], { cwd: folder, env: { TMPDIR: temporary } });
    expect(run.exitCode).toBe(0);
    await expect(run.stdout).toMatchFileSnapshot(join(CASES, 'expected.txt'));
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(readdirSync(CASES).sort());
  });

  test('stops at once when it is interrupted, and removes its folders', async () => {
    const temporary = tempFolder();
    const folder = tempFolder({
      'Tick.tla': "---- MODULE Tick ----\nVARIABLE x\nInit == x = TRUE\nNext == x' = ~x\n====\n",
      'Tick.cfg': 'INIT Init\nNEXT Next\n',
    });
    const run = await runCli(['mutants', 'Tick.tla'], {
      cwd: folder,
      env: { TMPDIR: temporary },
      onStart: (child) => {
        const watch = setInterval(() => {
          if (!readdirSync(temporary).some((name) => name.startsWith('tracewright-mutant-'))) return;
          clearInterval(watch);
          child.kill('SIGINT');
        }, 20);
        child.once('close', () => clearInterval(watch));
      },
    });
    expect(run.exitCode).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('refuses a model that is wrong itself', async () => {
    const folder = tempFolder({
      'Bad.tla':
        "---- MODULE Bad ----\nVARIABLE x\nInit == x = 1\nNext == x = 1 /\\ x' = 2\nOne == x = 1\n====\n",
      'Bad.cfg': 'INIT Init\nNEXT Next\nINVARIANT One\n',
    });
    const run = await runCli(['mutants', 'Bad.tla'], { cwd: folder });
    expect(run.stderr).toContain(
      'a mutant shows nothing where the original is wrong: invariant One is violated',
    );
    expect(run.exitCode).toBe(2);
  });
});
