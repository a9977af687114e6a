import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { EXPORT_FORMATS } from '../../../src/export/index.ts';
import { traceFromItf } from '../../../src/parser/index.ts';
import {
  parseJson,
  traceFromJson,
  traceStates,
  traceToJson,
  valuesEqual,
  type Result,
  type Trace,
} from '../../../src/trace/index.ts';
import { anyTrace } from './any-trace.ts';
import { caseNames, caseTrace } from './cases.ts';

const write = (format: string, trace: Trace): string =>
  [...EXPORT_FORMATS.get(format)!.write(trace, {})].join('');

/** A short interval comes back as the set that it is: equal in TLA+. */
function sameStates(a: Trace, b: Trace): boolean {
  const [left, right] = [traceStates(a), traceStates(b)];
  return (
    left.length === right.length &&
    left.every((state, i) => {
      const other = right[i]!;
      const same = [...state].every(([name, value]) => {
        const image = other.get(name);
        return image !== undefined && valuesEqual(value, image);
      });
      return state.size === other.size && same;
    })
  );
}

const withoutStates = (trace: Trace): string =>
  JSON.stringify(traceToJson(trace), (key, value: unknown) =>
    key === 'initial' || key === 'state' || key === 'value' ? undefined : value,
  );

const readItf = (text: string): Result<Trace, string> => {
  const json = parseJson(text);
  return json.ok ? traceFromItf(json.value) : json;
};

describe('ITF', () => {
  test('is read back without loss', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const again = readItf(write('itf', trace));
        if (!again.ok) throw new Error(again.error);
        expect(sameStates(trace, again.value)).toBe(true);
        expect(withoutStates(again.value)).toBe(withoutStates(trace));
      }),
      { numRuns: 300 },
    );
  });

  test.each(caseNames)('%s is read back', (name) => {
    const trace = caseTrace(name);
    const again = readItf(write('itf', trace));
    if (!again.ok) throw new Error(again.error);
    expect(sameStates(trace, again.value)).toBe(true);
    expect(withoutStates(again.value)).toBe(withoutStates(trace));
  });

  test.each([
    ['', 'it is empty'],
    ['{"states":[', 'it is cut off'],
    ['{"states" 1', 'it is not JSON'],
    ['{"vars":[]}', 'no list "states"'],
    ['{"states":[]}', 'no states'],
    ['{"states":[{"x":1.5}]}', 'the value of x in state 1'],
    ['{"states":[{"x":{"#set":1}}]}', 'the value of x in state 1'],
    ['{"states":[{"x":1}],"loop":1}', 'state number 1'],
    ['{"states":[{"x":1},{"x":1,"#meta":{"action":"A","params":1}}]}', 'parameters of state 2'],
  ])('%s is refused: %s', (text, message) => {
    const read = readItf(text);
    expect(read.ok ? '' : read.error).toContain(message);
  });

  test('of Quint names its action and its picks', () => {
    const none = { tag: 'None', value: { '#tup': [] } };
    const text = JSON.stringify({
      vars: ['x'],
      states: [
        { '#meta': { index: 0 }, x: { '#bigint': '0' }, 'mbt::actionTaken': 'init', 'mbt::nondetPicks': {} },
        {
          x: { '#bigint': '1' },
          'mbt::actionTaken': 'up',
          'mbt::nondetPicks': { by: { tag: 'Some', value: { '#bigint': '1' } }, other: none },
        },
      ],
    });
    const read = readItf(text);
    if (!read.ok) throw new Error(read.error);
    expect([...read.value.initial.keys()]).toEqual(['x']);
    expect(read.value.steps[0]!.actions).toEqual([
      { name: 'up', arguments: [{ name: 'by', value: { kind: 'int', value: 1n } }] },
    ]);
  });
});

describe('every format takes every trace', () => {
  test('as text without a character that moves a cursor or half a character', () => {
    const asText = [...EXPORT_FORMATS.keys()].filter((name) => !['json', 'itf', 'perfetto'].includes(name));
    fc.assert(
      fc.property(anyTrace, fc.constantFrom(...asText), (trace, format) => {
        expect(write(format, trace)).not.toMatch(/[^\P{C}\n\r\t\p{Cn}\p{Co}]/u);
      }),
      { numRuns: 400 },
    );
  });

  test('JSON as JSON that gives the same trace', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        expect(traceFromJson(JSON.parse(write('json', trace)))).toEqual({ ok: true, value: trace });
      }),
    );
  });

  test('Perfetto as JSON in which every slice has its track', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const { traceEvents } = JSON.parse(write('perfetto', trace)) as {
          traceEvents: { ph: string; name: string; tid: number; dur?: number }[];
        };
        const tracks = new Set(
          traceEvents.filter(({ name }) => name === 'thread_name').map(({ tid }) => tid),
        );
        const slices = traceEvents.filter(({ ph }) => ph === 'X');
        expect(slices.length).toBeGreaterThanOrEqual(trace.steps.length);
        for (const { tid } of slices) expect(tracks).toContain(tid);
      }),
    );
  });

  test('SVG as well-formed XML with a row for each state', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        let titles = 0;
        const parser = new SaxesParser({ xmlns: true });
        parser.on('error', (error) => {
          throw error;
        });
        parser.on('opentag', ({ name, attributes }) => {
          expect(Object.keys(attributes).filter((key) => key.startsWith('on'))).toEqual([]);
          expect(['script', 'foreignObject', 'a', 'image', 'use']).not.toContain(name);
          if ((attributes['class'] as { value?: string } | undefined)?.value === 'title') titles++;
        });
        parser.write(write('svg', trace)).close();
        const { kind } = trace.end;
        expect(titles).toBe(trace.steps.length + 1 + (kind === 'finite' ? 0 : 1));
      }),
    );
  });

  test('CSV as a row for each state, each with all columns', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const rows = readCsv(write('csv', trace));
        expect(rows.length).toBe(trace.steps.length + 2 + (trace.end.kind === 'finite' ? 0 : 1));
        expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
      }),
    );
  });

  test('VCD as declared signals that only change to values of their kind', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const [header = '', body = ''] = write('vcd', trace).split('$enddefinitions $end\n');
        const declared = new Map(
          [...header.matchAll(/^\$var (\S+) \d+ (\S+) \S+ \$end$/gm)].map(([, type, code]) => [code!, type!]),
        );
        expect(header.split('$scope').length).toBe(header.split('$upscope').length);
        for (const line of body.trimEnd().split('\n')) {
          if (/^#\d+$/.test(line)) continue;
          const [, value, code] = /^([01x]|b[01x]+ |s\S* )(\S+)$/.exec(line) ?? [];
          const kind = { s: 'string', b: 'integer' }[value?.[0] ?? ''] ?? 'wire';
          expect(declared.get(code ?? ''), line).toBe(kind);
        }
      }),
    );
  });
});

/** A reader of RFC 4180 that shares nothing with the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let rest = text;
  while (rest !== '') {
    const [whole, quoted, plain = '', end] = /^(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n)/.exec(rest) ?? [];
    if (whole === undefined) throw new Error(`not CSV: ${rest.slice(0, 80)}`);
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
    rest = rest.slice(whole.length);
  }
  rows.pop();
  return rows;
}
