import { expect, test } from 'vitest';
import { printedCommand, repeatCommand } from '../../../src/conformance/index.ts';

const command = (from: string, target = '/p/specs', options: readonly string[] = []): string =>
  printedCommand({ command: 'replay', target, project: '/p', options }, from);

test.each([
  ['/p', '/p/specs', 'npx tracewright replay specs'],
  ['/p/specs', '/p/specs', 'npx tracewright replay .'],
  ['/p/src/deep', '/p/specs', 'npx tracewright replay ../../specs'],
  ['/p', "/p/my specs/it's.json", "npx tracewright replay 'my specs/it'\\''s.json'"],
  ['/p', '/p/-x', 'npx tracewright replay ./-x'],
  ['/p', '/p/..specs', 'npx tracewright replay ..specs'],
  // npx finds the package from a folder of the project only.
  ['/', '/p/specs', 'cd /p && npx tracewright replay specs'],
  ['/pp', '/p/specs', 'cd /p && npx tracewright replay specs'],
])('a command for a shell in %s about %s', (from, target, expected) =>
  expect(command(from, target)).toBe(expected),
);

test('options come last', () =>
  expect(command('/p', '/p/specs', ['--test', 'MC; rm'])).toBe(
    "npx tracewright replay specs --test 'MC; rm'",
  ));

test('a suite knows where it stands', () => {
  const place = { suite: `${process.cwd()}/out/x/suite.test.ts`, manifest: '../../specs', project: '../..' };
  expect(repeatCommand(place, 'MCx')).toBe('npx tracewright replay specs --test MCx');
});
