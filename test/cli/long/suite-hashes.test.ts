import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../support/run-cli.ts';
import { queueProject } from '../../support/queue-project.ts';

const LINE =
  /^\.: the certificate is about \(SHA-256, first 16 digits\) graph MCAsyncQueue (\w{16}), suite (\w{16}), driver (\w{16}) \((\d) files\)$/m;

test('a whole replay says what its certificate is about: graph, suite, and the driver with what it imports', async () => {
  const folder = queueProject();
  const hashes = async () => {
    const { stdout, exitCode } = await runCli(['replay'], { cwd: folder });
    expect(exitCode).toBe(0);
    return LINE.exec(stdout)!.slice(1);
  };
  const [graph, suite, driver, files] = await hashes();
  expect(files).toBe('2');
  const file = join(folder, 'async-queue.ts');
  writeFileSync(file, `${readFileSync(file, 'utf8')}// another implementation\n`);
  const changed = await hashes();
  expect(changed.slice(0, 2)).toEqual([graph, suite]);
  expect(changed[2]).not.toBe(driver);
});

test('a part of a suite, or one that fails, says nothing of the kind', async () => {
  const part = await runCli(['replay', '--test', 'MCAsyncQueue#1'], { cwd: queueProject() });
  expect(part.exitCode).toBe(0);
  expect(part.stdout).not.toContain('the certificate is about');
  const broken = queueProject((source) => source.replace('getters.shift()', 'getters.pop()'));
  const failed = await runCli(['replay'], { cwd: broken });
  expect(failed.exitCode).toBe(1);
  expect(failed.stdout).not.toContain('the certificate is about');
});
