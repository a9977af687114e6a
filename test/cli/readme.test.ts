import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';

test('the failing check on the first screen of the README is what the command prints', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n');
  const command = readme.findIndex((line) => line.startsWith('    $ npx tracewright '));
  const end = readme.indexOf('', command);
  const shown = readme.slice(command + 1, end).map((line) => line.slice(4));
  const args = readme[command]!.replace('    $ npx tracewright ', '').split(' ');
  const withoutTime = (line: string): string => line.replace(/ {2}\d+\.\d s$/, '');
  const printed = (await runCli(args)).stdout.split('\n').map(withoutTime);
  let from = 0;
  for (const line of shown.filter((candidate) => candidate.trim() !== '...').map(withoutTime)) {
    const found = printed.indexOf(line, from);
    expect(found, `"${line}" is not printed, or not in this place`).toBeGreaterThanOrEqual(from);
    from = found + 1;
  }
  expect(from).toBeGreaterThan(10);
});
