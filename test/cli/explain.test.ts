import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempCopy } from '../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/explain');
const configs = readdirSync(CASES).filter((name) => name.endsWith('.cfg'));

/** TLC 2.18 prints no arguments: each of these traces has them from TLC's own answers. Beside each cfg: the expected text. */
describe('action instances of traces', () => {
  test('there are cases', () => expect(configs.length).toBeGreaterThan(3));

  for (const config of configs) {
    test(config, async () => {
      const { stdout } = await runCli(['check', config], { cwd: tempCopy(CASES) });
      const trace = stdout
        .split('\n')
        .filter((line) => /^ {7}[ \d]/.test(line))
        .join('\n');
      await expect(`${trace}\n`).toMatchFileSnapshot(join(CASES, config.replace('.cfg', '.txt')));
    });
  }
});
