import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../../support/run-cli.ts';
import { tempCopy } from '../../support/temp-folder.ts';

const CASES = join(ROOT, 'test/cases/choices');
const folders = readdirSync(CASES);

/** What an author is told of choices that a driver does not get, and what the suite keeps of them; TLC says it itself. */
describe('choices of a specification', () => {
  test('there are cases', () => expect(folders.length).toBeGreaterThan(4));

  for (const folder of folders) {
    test(folder, async () => {
      const cwd = tempCopy(join(CASES, folder));
      writeFileSync(join(cwd, 'driver.ts'), '');
      const { exitCode, stderr } = await runCli(['generate', '.'], { cwd });
      expect(exitCode).toBe(0);
      const suite = readFileSync(join(cwd, 'generated/suite.test.ts'), 'utf8').split('\n');
      const kept = suite.filter((line) =>
        /^ +(\/\/|action:|initialOutcomes:|outcomes:|count:|\{ .*\},$)/.test(line),
      );
      await expect(`${stderr}\n${kept.join('\n')}\n`).toMatchFileSnapshot(
        join(CASES, folder, 'expected.txt'),
      );
    });
  }
});
