import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createToolStreamReader, type ToolItem, type ToolMessage } from '../../../src/parser/index.ts';

function read(text: string): ToolItem[] {
  const items: ToolItem[] = [];
  const reader = createToolStreamReader((item) => items.push(item));
  reader.push(text);
  reader.end();
  return items;
}

const START = (code: number, severity = ':0') => `@!@!@STARTMSG ${code}${severity} @!@!@`;
const END = (code: number) => `@!@!@ENDMSG ${code} @!@!@`;
const shape = (message: ToolMessage): string =>
  `${message.code}${message.complete ? '' : '?'}[${message.body.replaceAll('\n', '|')}${message.nested.map(shape).join('')}]`;
const shapes = (text: string): string[] =>
  read(text).map((item) => (item.kind === 'text' ? `"${item.line}"` : shape(item.message)));

describe('createToolStreamReader', () => {
  it('splits messages and other lines', () => {
    expect(shapes(`before\n${START(2262)}\nversion\nmore\n${END(2262)}\n\nafter\n`)).toEqual([
      '"before"',
      '2262[version|more]',
      '""',
      '"after"',
    ]);
  });

  it('reads the severity, also when it is missing', () => {
    const severity = (text: string) =>
      read(text).map((item) => item.kind === 'message' && item.message.severity);
    expect(severity(`${START(1, ':4')}\n${END(1)}\n${START(2, '')}\n${END(2)}\n`)).toEqual([4, undefined]);
  });

  it('nests messages, with text in front of START and behind END', () => {
    expect(
      shapes(
        `${START(1000, ':1')}\nTLC threw\n: ${START(5006)}\nbad file\n${END(5006)} tail\n${END(1000)}\n`,
      ),
    ).toEqual(['1000[TLC threw|: |tail5006[bad file]]']);
  });

  it('takes text in front of an outer START for a line', () => {
    expect(shapes(`no line end${START(2200)}\nProgress\n${END(2200)}\n`)).toEqual([
      '"no line end"',
      '2200[Progress]',
    ]);
  });

  it('is not misled by strings that look like frames', () => {
    const body = `/\\ x = "${END(2217)}"\n/\\ y = "${START(2186)}"\n${END(9)}`;
    expect(shapes(`"${START(2186)}"\n${START(2217, ':4')}\n${body}\n${END(2217)}\n${END(2217)}\n`)).toEqual([
      `""${START(2186)}""`,
      `2217[${body.replaceAll('\n', '|')}]`,
      `"${END(2217)}"`,
    ]);
  });

  it('keeps messages without an end, and does not let one swallow the rest', () => {
    expect(
      shapes(`${START(4711)}\nlost\n${START(2200)}\nProgress\n${END(2200)}\n${START(2186)}\nFin`),
    ).toEqual(['4711?[lost]', '2200[Progress]', '2186?[Fin]']);
    expect(shapes(`${START(1000, ':1')}\n${START(2154)}\nx\n${END(1000)}\n`)).toEqual(['1000[2154?[x]]']);
  });

  it('does not depend on where the pieces end', () => {
    const piece = fc.constantFrom(
      START(1000, ':1'),
      START(2200),
      START(7),
      END(1000),
      END(2200),
      END(7),
      'text',
      '@!@!@',
      ': ',
      '\n',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (parts, sizes) => {
        const text = parts.join('');
        const items: ToolItem[] = [];
        const reader = createToolStreamReader((item) => items.push(item));
        for (let at = 0; at < text.length;) {
          const size = sizes.next().value as number;
          reader.push(text.slice(at, at + size));
          at += size;
        }
        reader.end();
        expect(items).toEqual(read(text));
      }),
    );
  });
});
