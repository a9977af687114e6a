import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { standingOf } from '../../../src/check/index.ts';
import { checkLine, githubAnnotations, jobSummary, junitXml, sarif } from '../../../src/ci/index.ts';
import { casesOf } from '../../../src/ci/property-cases.ts';
import { junitError, sarifErrors } from '../../support/report-schemas.ts';
import { anyReport, anyRun } from './any-run.ts';

/** What moves a cursor, reorders a line, or is half a character. */
const BAD = /[^\P{C}\n\r\t\p{Cn}\p{Co}]/u;

const LINKS = { root: '/project', links: new Map<string, string>() };

describe('every run of a check', () => {
  test('is valid JUnit, whose totals are those of its cases', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const xml = [...junitXml(run)].join('');
        expect(junitError(xml)).toBeUndefined();
        expect(xml).not.toMatch(BAD);
        const seen: Record<string, number> = {};
        let totals: Record<string, string> = {};
        const parser = new SaxesParser();
        parser.on('opentag', ({ name, attributes }) => {
          seen[name] = (seen[name] ?? 0) + 1;
          if (name === 'testsuites') totals = attributes;
        });
        parser.write(xml).close();
        expect([totals.tests, totals.failures, totals.errors].map(Number)).toEqual(
          ['testcase', 'failure', 'error'].map((name) => seen[name] ?? 0),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('is valid SARIF with relative URIs below the working folder', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const text = JSON.stringify(sarif(run));
        expect(sarifErrors(JSON.parse(text))).toEqual([]);
        expect(text).not.toMatch(BAD);
        expect(text).not.toMatch(/\\ud[89a-f]/i);
        for (const [, uri = ''] of text.matchAll(/"uri":"([^"]*)"/g)) {
          expect(uri.startsWith('file:///project')).toBe(false);
          expect(new URL(uri, 'file:///project/').href).toMatch(/^file:\/\/\//);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('has no placeholder and no link in a message of SARIF', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        for (const [, text = ''] of JSON.stringify(sarif(run)).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g))
          expect(text).not.toMatch(/\{\d+\}|\{\{|\}\}|\]\(/);
      }),
    );
  });

  test('gives annotations of one line each, which GitHub reads back', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        for (const annotation of githubAnnotations(run)) {
          const [, level, properties = '', data] =
            /^::(error|warning) ([^\r\n]*?)::([^\r\n]*)$/.exec(annotation) ?? [];
          expect(level, annotation).toBeDefined();
          const names = properties.split(',').map((property) => property.slice(0, property.indexOf('=')));
          expect(
            names.every((name) => ['file', 'line', 'endLine', 'col', 'endColumn', 'title'].includes(name)),
          ).toBe(true);
          expect(properties.replace(/%(25|0D|0A|3A|2C)/g, '')).not.toMatch(/[%:]/);
          expect(data!.replace(/%(25|0D|0A)/g, '')).not.toContain('%');
          expect(annotation).not.toMatch(BAD);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('gives a summary that fits into the room there is, with a row for each model', () => {
    fc.assert(
      fc.property(anyRun, fc.integer({ min: -10, max: 6000 }), (run, room) => {
        expect(Buffer.byteLength(jobSummary(run, room, 'every'))).toBeLessThanOrEqual(Math.max(0, room));
        const whole = jobSummary(run, 1 << 20, 'every');
        const [, table = ''] = whole.split('| --- | --- | --- | --- |\n');
        const rows = table
          .split('\n\n')[0]!
          .split('\n')
          .filter((line) => line !== '');
        const { length } = [...run.reports, ...run.problems, ...run.notStarted];
        expect(rows.filter((row) => /^\| .* \|$/.test(row)).length).toBe(length);
        expect(rows.every((row) => row.split('|').length === 6)).toBe(true);
        expect(whole).not.toMatch(BAD);
        const outside = whole.replace(/<\/?details(?: open)?>|<\/?summary>/g, '');
        expect(outside).not.toMatch(/<(?!br\/>)/);
      }),
      { numRuns: 300 },
    );
  });

  test('is one line of JSON', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const line = checkLine(run);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        const { models, unexpected } = JSON.parse(line) as {
          models: { total: number };
          unexpected: readonly unknown[];
        };
        expect(unexpected.length).toBeLessThanOrEqual(run.reports.length);
        expect(models.total).toBeLessThanOrEqual(run.reports.length + run.notStarted.length);
      }),
    );
  });
});

test('the cases of a model are as good or bad as its verdict: never greener', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const outcomes = casesOf(report, LINKS).map(({ outcome }) => outcome);
      const has = (outcome: (typeof outcomes)[number]): boolean => outcomes.includes(outcome);
      expect(outcomes.length).toBeGreaterThan(0);
      switch (standingOf(report)) {
        case 'as-expected':
          expect(has('failed') || has('error')).toBe(false);
          break;
        case 'not-as-expected':
          expect(has('failed')).toBe(true);
          break;
        case 'incomplete':
          expect(has('skipped')).toBe(true);
          expect(has('failed') || has('error')).toBe(false);
          break;
        case 'did-not-run':
        case 'interrupted':
          expect(has('error')).toBe(true);
          expect(has('passed')).toBe(false);
          break;
      }
      // Within limits that nobody agreed to, nothing passes.
      if (report.verdict.kind === 'holds-within' && report.task.expected?.expect.result !== 'holds-within')
        expect(has('passed')).toBe(false);
      // Where nothing was checked, nothing passes.
      if (report.properties.length === 0 && !report.deadlockChecked && report.verdict.kind !== 'violated')
        expect(has('passed')).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
