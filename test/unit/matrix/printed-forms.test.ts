import { basename } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import {
  buildMatrix,
  matrixHtml,
  matrixJson,
  matrixMarkdown,
  matrixText,
} from '../../../src/matrix/index.ts';
import type { ModelName } from '../../../src/matrix/index.ts';
import { string } from '../../../src/trace/index.ts';
import { TRACE, holds, interrupted, report, violated } from './scene.ts';

const CASES = join(import.meta.dirname, '../../cases/matrix');
const HOLDS = { result: 'holds' } as const;
const violation = (property: string) => ({ result: 'violated', property }) as const;
const commandOf = ({ config, only }: ModelName): string =>
  `check MC.tla --config ${basename(config)}${only ? ` --property ${only.join()}` : ''}`;
const colors = picocolors.createColors(false);

/** A matrix with everything that one can show. */
const EVERYTHING = buildMatrix([
  report({
    design: 'baseline',
    config: 'MC.cfg',
    properties: ['TypeOK', 'PinsCounted'],
    verdict: holds(21408),
    expect: HOLDS,
    milliseconds: 1234,
    deadlock: true,
  }),
  report({
    design: 'baseline',
    properties: ['Stable'],
    verdict: violated('Stable'),
    expect: violation('Stable'),
    why: 'The device writes between the checksum and the transfer.',
    milliseconds: 800,
  }),
  report({
    design: 'baseline',
    config: 'Mutant.cfg',
    role: 'mutant',
    properties: ['TypeOK'],
    verdict: violated('TypeOK'),
    expect: violation('TypeOK'),
  }),
  report({
    design: 'pin-blocks-writeback',
    properties: ['TypeOK', 'PinsCounted', 'Stable'],
    verdict: holds(592560),
    expect: HOLDS,
    milliseconds: 133600,
    cachedAt: '2026-11-22T21:00:00.000Z',
  }),
  report({
    design: 'pin-blocks-writeback',
    config: 'Short.cfg',
    condition: 'one short pin',
    properties: ['Fsync'],
    verdict: holds(636),
    expect: HOLDS,
    milliseconds: 700,
  }),
  report({
    design: 'pin-blocks-writeback',
    config: 'Long.cfg',
    condition: 'a long-term pin',
    properties: ['Fsync'],
    verdict: violated('Fsync'),
    expect: violation('Fsync'),
    why: 'It is never given back.',
    milliseconds: 900,
  }),
  report({
    design: 'pin-blocks-writeback',
    config: 'Reaches.cfg',
    role: 'probe',
    only: ['NeverPutOff'],
    properties: ['NeverPutOff'],
    verdict: violated('NeverPutOff'),
    expect: violation('NeverPutOff'),
  }),
  report({
    design: 'pin-blocks-writeback',
    config: 'Unreached.cfg',
    role: 'probe',
    properties: ['NeverDone'],
    verdict: holds(7),
    expect: violation('NeverDone'),
  }),
  report({
    design: 'a third one',
    properties: ['TypeOK', 'PinsCounted'],
    verdict: {
      kind: 'holds-within',
      limits: [{ kind: 'symmetry', name: 'Perms' }],
      statistics: { distinct: 99 },
    },
    expect: { result: 'holds-within' },
  }),
  report({
    design: 'a third one',
    properties: ['Stable'],
    verdict: violated('Stable'),
    expect: HOLDS,
    milliseconds: 1,
  }),
  report({ design: 'a third one', properties: ['Fsync'], verdict: interrupted, expect: HOLDS }),
]);

test('terminal', async () => {
  const text = matrixText(EVERYTHING, { colors, width: 80, commandOf });
  await expect(text).toMatchFileSnapshot(join(CASES, 'terminal.txt'));
});

test('a narrow terminal shows one design after the other', async () => {
  const text = matrixText(EVERYTHING, { colors, width: 40, commandOf });
  expect(
    Math.max(
      ...text
        .split('\n')
        .filter((line) => !line.includes('check MC'))
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(40);
  await expect(text).toMatchFileSnapshot(join(CASES, 'terminal-narrow.txt'));
});

test('Markdown has no times', async () => {
  const text = matrixMarkdown(EVERYTHING, { commandOf, writtenBy: 'npx tracewright matrix specs' });
  expect(text).not.toMatch(/\d s\b|2026/);
  await expect(text).toMatchFileSnapshot(join(CASES, 'matrix.md'));
});

test('JSON is as its schema says', () => {
  const json: unknown = JSON.parse(
    JSON.stringify(
      matrixJson(EVERYTHING, { exitCode: 1, errors: [], commandOf, shownPath: (path) => path.slice(1) }),
    ),
  );
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../docs/matrix.schema.json'), 'utf8'),
  ) as object;
  const validate = new Ajv2020.default({ allErrors: true, strict: false }).compile(schema);
  expect(validate(json) || validate.errors).toBe(true);
  expect(json).toMatchObject({
    tables: [
      {
        designs: [{ name: 'baseline', folder: 'project/specs/baseline' }, {}, {}],
        rows: expect.arrayContaining([
          expect.objectContaining({
            property: 'Stable',
            cells: [
              {
                status: 'violated',
                evidence: [expect.objectContaining({ seconds: 0.8, trace: expect.anything() as object })],
              },
              {
                status: 'holds',
                evidence: [expect.objectContaining({ cachedAt: '2026-11-22T21:00:00.000Z' })],
              },
              { status: 'missed', evidence: [expect.objectContaining({ missed: true })] },
            ],
          }),
        ]) as object[],
      },
    ],
  });
});

describe('HTML', () => {
  const htmlOf = (matrix = EVERYTHING): string =>
    matrixHtml(matrix, {
      commandOf,
      writtenBy: 'npx tracewright matrix',
      summary: 'Summary.',
      stylesheet: 'body { margin: 0; }',
    });

  test('every link leads somewhere, and every id is there once', () => {
    const page = htmlOf();
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  test('needs nothing from anywhere', () => {
    const page = htmlOf();
    expect(page).not.toMatch(/https?:|\bsrc=|@import|url\(/);
    expect(page).toMatch(/Content-Security-Policy" content="default-src 'none';/);
  });

  test('texts are texts, whatever they hold', () => {
    const evil = `</summary><script>alert(1)</script><img src=x onerror="alert(2)">'\u202e`;
    const trace = { ...TRACE, initial: new Map([[evil, string(evil)]]), notes: [evil] };
    const page = htmlOf(
      buildMatrix([
        report({
          design: evil,
          config: `${evil}.cfg`,
          properties: [evil],
          verdict: violated(evil, trace),
          expect: violation(evil),
          condition: evil,
          why: evil,
        }),
        report({ design: evil, properties: [evil, 'B'], verdict: holds(), expect: violation(evil) }),
      ]),
    );
    const tags = (text: string): readonly string[] =>
      [...new Set([...text.matchAll(/<(\/?[a-zA-Z]+)/g)].map(([, tag]) => tag!))].sort();
    expect(tags(page)).toEqual(tags(page).filter((tag) => tags(htmlOf()).includes(tag)));
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('<img');
    expect(page).not.toContain('\u202e');
    expect(page.match(/ on[a-z]+="/g)).toBeNull();
  });
});

test('texts are texts in Markdown too', () => {
  const evil = '| `x` <b> [a](b) *c* _d_ \n# e';
  const text = matrixMarkdown(
    buildMatrix([
      report({ design: evil, properties: ['P'], verdict: holds(), condition: evil, expect: HOLDS }),
    ]),
    { commandOf: () => evil, writtenBy: 'matrix' },
  );
  const [head, , row] = text.split('\n').filter((line) => line.startsWith('| '));
  const cells = (line = ''): number => line.replaceAll('\\|', '').split('|').length;
  expect([cells(head), cells(row)]).toEqual([4, 4]);
  expect(text).not.toMatch(/<b>|^# e/m);
});

test('control characters cannot reach the terminal', () => {
  const evil = 'a\u001b[2Jb\u202ec';
  const text = matrixText(
    buildMatrix([
      report({
        design: evil,
        properties: [evil],
        verdict: violated(evil),
        expect: HOLDS,
        condition: evil,
        why: evil,
      }),
    ]),
    { colors, width: 200, commandOf: () => 'check' },
  );
  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('\u202e');
});
