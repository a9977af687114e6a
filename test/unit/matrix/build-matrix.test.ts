import { describe, expect, test } from 'vitest';
import { buildMatrix } from '../../../src/matrix/index.ts';
import type { Matrix } from '../../../src/matrix/index.ts';
import { holds, interrupted, report, violated, type Scene } from './scene.ts';

const HOLDS = { result: 'holds' } as const;
const violation = (property: string) => ({ result: 'violated', property }) as const;

/** Each table as rows of words. */
const words = ({ tables }: Matrix): readonly (readonly (readonly string[])[])[] =>
  tables.map(({ designs, rows }) => [
    ['', ...designs.map(({ name }) => name)],
    ...rows.map(({ property, cells }) => [property, ...cells.map(({ status }) => status)]),
  ]);

const statusOf = (...scenes: readonly Omit<Scene, 'properties' | 'design'>[]): string | undefined =>
  buildMatrix(scenes.map((scene) => report({ ...scene, design: 'd', properties: ['P'] }))).tables[0]?.rows[0]
    ?.cells[0]?.status;

describe('a cell', () => {
  const limited = {
    kind: 'holds-within',
    limits: [{ kind: 'symmetry', name: 'S' }],
    statistics: {},
  } as const;

  test.each<[string, string, readonly Omit<Scene, 'properties' | 'design'>[]]>([
    ['holds', 'as expected', [{ verdict: holds(), expect: HOLDS }]],
    ['holds', 'without a manifest', [{ verdict: holds() }]],
    [
      'holds-within',
      'a limit of the configuration',
      [{ verdict: limited, expect: { result: 'holds-within' } }],
    ],
    [
      'holds-within',
      'one complete search and one within a limit',
      [{ verdict: holds() }, { verdict: limited }],
    ],
    ['violated', 'as expected', [{ verdict: violated('P'), expect: violation('P') }]],
    [
      'mixed',
      'two conditions',
      [
        { verdict: holds(), condition: 'short' },
        { verdict: violated('P'), expect: violation('P') },
      ],
    ],
    ['missed', 'violated where it is to hold', [{ verdict: violated('P'), expect: HOLDS }]],
    ['missed', 'violated without a manifest', [{ verdict: violated('P') }]],
    ['missed', 'holds where it is to be violated', [{ verdict: holds(), expect: violation('P') }]],
    [
      'missed',
      'another number of states',
      [{ verdict: holds(5), expect: { ...HOLDS, states: { distinct: 6 } } }],
    ],
    ['missed', 'one of two misses', [{ verdict: holds() }, { verdict: violated('P'), expect: HOLDS }]],
    [
      'missed',
      'another property is violated in its place',
      [{ verdict: violated('Q'), expect: violation('P') }],
    ],
    ['undecided', 'interrupted', [{ verdict: interrupted, expect: HOLDS }]],
    [
      'undecided',
      'no memory',
      [{ verdict: { kind: 'tool-error', message: 'no memory' }, expect: violation('P') }],
    ],
    ['undecided', 'one run of two did not end', [{ verdict: holds() }, { verdict: interrupted }]],
    ['holds-within', 'less was searched than expected, which is open', [{ verdict: limited, expect: HOLDS }]],
  ])('%s: %s', (status, _, scenes) => expect(statusOf(...scenes)).toBe(status));

  test('is green only if every run of it holds', () => {
    const verdicts = [violated('P'), interrupted, { kind: 'tool-error', message: 'm' } as const];
    for (const verdict of verdicts)
      for (const expected of [undefined, HOLDS, violation('P')]) {
        const other = { verdict, ...(expected && { expect: expected }) };
        expect(['holds', 'holds-within']).not.toContain(statusOf({ verdict: holds() }, other));
        expect(['holds', 'holds-within']).not.toContain(statusOf(other, { verdict: holds() }));
      }
  });
});

describe('the table', () => {
  test('has a row for each property, in the order of the longest list, and a column for each design', () => {
    const matrix = buildMatrix([
      report({ design: 'a', properties: ['C'], verdict: violated('C'), expect: violation('C') }),
      report({ design: 'a', properties: ['A', 'D'], verdict: holds(), deadlock: true }),
      report({ design: 'b', properties: ['A', 'B', 'C'], verdict: holds() }),
    ]);
    expect(words(matrix)).toEqual([
      [
        ['', 'a', 'b'],
        ['A', 'holds', 'holds'],
        ['B', 'none', 'holds'],
        ['C', 'violated', 'holds'],
        ['D', 'holds', 'none'],
        ['deadlock', 'holds', 'none'],
      ],
    ]);
  });

  test('a violation says nothing of the other properties that were asked for with it', () => {
    const matrix = buildMatrix([
      report({
        design: 'a',
        properties: ['P', 'Q'],
        verdict: violated('P'),
        expect: violation('P'),
        deadlock: true,
      }),
    ]);
    expect(words(matrix)).toEqual([
      [
        ['', 'a'],
        ['P', 'violated'],
      ],
    ]);
  });

  test('designs that are judged by other properties have a table of their own; TypeOK alone does not join them', () => {
    const matrix = buildMatrix([
      report({ design: 'a', properties: ['TypeOK', 'Safe'], verdict: holds() }),
      report({ design: 'queue', properties: ['TypeOK', 'Ordered'], verdict: holds() }),
      report({ design: 'b', properties: ['TypeOK', 'Safe'], verdict: holds() }),
      report({ design: 'theorem', properties: ['Theorem'], verdict: holds(), deadlock: true }),
    ]);
    expect(matrix.tables.map(({ designs }) => designs.map(({ name }) => name))).toEqual([
      ['a', 'b'],
      ['queue'],
      ['theorem'],
    ]);
  });

  test('a design may have variants, and without a manifest each configuration is a column', () => {
    const matrix = buildMatrix([
      report({ design: 'wait', folder: '/specs/block', properties: ['P'], verdict: holds() }),
      report({ design: 'retry', folder: '/specs/block', properties: ['P'], verdict: holds() }),
      report({ folder: '/specs/plain', config: 'MCPlain_large.cfg', properties: ['P'], verdict: holds() }),
    ]);
    expect(matrix.tables[0]?.designs.map(({ name }) => name)).toEqual(['wait', 'retry', 'MCPlain_large']);
  });

  test('designs of one name in two folders stay apart', () => {
    const matrix = buildMatrix(
      ['one', 'two'].map((folder) =>
        report({ design: 'cell', folder: `/specs/${folder}`, properties: ['P'], verdict: holds() }),
      ),
    );
    expect(matrix.tables[0]?.designs.map(({ name }) => name)).toEqual(['cell (one)', 'cell (two)']);
  });

  test('mutants and probes are no cells', () => {
    const control = (role: 'mutant' | 'probe', property: string, verdict = violated(property)) =>
      report({
        design: 'a',
        config: `${role}_${property}.cfg`,
        role,
        properties: [property],
        verdict,
        expect: violation(property),
      });
    const matrix = buildMatrix([
      report({ design: 'a', properties: ['P'], verdict: holds() }),
      control('mutant', 'P'),
      control('probe', 'NeverX'),
      control('probe', 'NeverY', holds()),
    ]);
    expect(words(matrix)).toEqual([
      [
        ['', 'a'],
        ['P', 'holds'],
      ],
    ]);
    const [design] = matrix.tables[0]!.designs;
    expect(design!.mutants.map(({ property, evidence }) => [property, evidence.missed])).toEqual([
      ['P', false],
    ]);
    expect(design!.probes.map(({ property, evidence }) => [property, evidence.missed])).toEqual([
      ['NeverX', false],
      ['NeverY', true],
    ]);
  });

  test('a model whose configuration cannot be read is told of', () => {
    const verdict = { kind: 'spec-error', errors: [{ message: 'no such keyword' }] } as const;
    const matrix = buildMatrix([
      report({ design: 'a', properties: ['P'], verdict: holds() }),
      report({ design: 'a', config: 'Broken.cfg', properties: [], verdict }),
    ]);
    expect(matrix.tables[0]?.designs[0]?.failures).toMatchObject([
      { outcome: 'undecided', problem: 'an error in the specification: no such keyword' },
    ]);
  });
});
