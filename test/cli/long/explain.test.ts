import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../../support/run-cli.ts';
import { tempCopy } from '../../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/explain');
const configs = readdirSync(CASES).flatMap((folder) =>
  readdirSync(join(CASES, folder))
    .filter((name) => name.endsWith('.cfg'))
    .map((config) => ({ folder, config })),
);

/** TLC 2.18 prints no arguments: each of these traces has them from TLC's own answers. Beside each cfg: the expected text. */
describe('action instances of traces', () => {
  test('there are cases', () => expect(configs.length).toBeGreaterThan(10));

  for (const { folder, config } of configs) {
    test(`${folder}/${config}`, async () => {
      const { stdout } = await runCli(['check', config], { cwd: tempCopy(join(CASES, folder)) });
      const trace = stdout.split('\n').filter((line) => /^ {7}( |\d|note|loop|stuttering)/.test(line));
      await expect(`${trace.join('\n')}\n`).toMatchFileSnapshot(
        join(CASES, folder, config.replace('.cfg', '.txt')),
      );
    });
  }
});
