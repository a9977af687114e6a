import { describe, expect, test } from 'vitest';
import { parseProjectConfig } from '../../../src/cli/config-file.ts';
import { ProgressLine } from '../../../src/cli/progress-line.ts';
import { openTerminal } from '../../../src/cli/terminal.ts';
import { visible } from '../../../src/trace/index.ts';

const stream = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, columns: 40, written, write: (text: string) => written.push(text) };
};

describe('colours', () => {
  const colored = (isTTY: boolean, env: NodeJS.ProcessEnv): boolean => {
    const out = stream(isTTY);
    return openTerminal(out, out, env).colorsOf(out).red('x') !== 'x';
  };

  test('follow the terminal, NO_COLOR and FORCE_COLOR', () => {
    expect(colored(true, {})).toBe(true);
    expect(colored(false, {})).toBe(false);
    expect(colored(true, { NO_COLOR: '1' })).toBe(false);
    expect(colored(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(colored(true, { FORCE_COLOR: '0' })).toBe(false);
    expect(colored(true, { TERM: 'dumb' })).toBe(false);
  });
});

test('text of a specification cannot move the cursor or reorder the line', () => {
  expect(visible('a\u001b[31mb\u202ec\rd\te\n')).toBe('a\\u{1b}[31mb\\u{202e}c\\u{d}d\te\n');
  expect(visible('half: \ud83d whole: \u{1f600}')).toBe('half: \\u{d83d} whole: \u{1f600}');
});

describe('ProgressLine', () => {
  test('redraws one line where people look, cut to its width', () => {
    const out = stream(true);
    const line = new ProgressLine(out);
    line.update('model', 'x'.repeat(100));
    expect(out.written.at(-1)).toBe(`\r\u001b[K${`model: ${'x'.repeat(100)}`.slice(0, 39)}`);
    line.remove('model');
    expect(out.written.at(-1)).toBe('\r\u001b[K');
  });

  test('is quiet in a log', () => {
    const out = stream(false);
    const line = new ProgressLine(out);
    line.update('model', '1 state');
    line.remove('model');
    expect(out.written).toEqual([]);
  });
});

describe('parseProjectConfig', () => {
  const file = '/project/tracewright.config.json';

  test('resolves paths from its own folder', () => {
    expect(parseProjectConfig('{ "jar": "tools/tla2tools.jar", "libraries": ["../modules"] }', file)).toEqual(
      {
        ok: true,
        value: {
          file,
          jar: '/project/tools/tla2tools.jar',
          libraries: [{ path: '/modules', namedBy: `${file}:1` }],
        },
      },
    );
  });

  test.each([
    ['[]', 'must be an object'],
    ['{', ':1: not JSON: a "}" is missing'],
    ['{\n"jarr": "x" }', ':2: there is no setting "jarr"; did you mean "jar"?'],
    ['{ "jars": 1 }', 'there is no setting "jars"; did you mean "jar"?'],
    ['{ "jar": 1 }', '"jar" must be a path'],
    ['{ "libraries": "x" }', '"libraries" must be a list'],
  ])('%s is refused: %s', (text, message) => {
    const parsed = parseProjectConfig(text, file);
    expect(parsed.ok ? '' : parsed.error).toContain(message);
  });
});
