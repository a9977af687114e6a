import { describe, expect, test } from 'vitest';
import {
  fn,
  int,
  interval,
  modelValue,
  record,
  seq,
  set,
  string,
  type Trace,
} from '../../../src/trace/index.ts';
import { renderPictures } from '../../../src/view/index.ts';

const trace: Trace = {
  initial: new Map([
    ['flags', fn([[modelValue('p1'), set([string('PG_dirty')])]])],
    ['queue', seq([int(3), int(2n ** 70n)])],
    ['io', record([['at', string('<b>&"')]])],
    ['few', interval(1, 3)],
  ]),
  steps: [
    {
      actions: [{ name: 'Clear', arguments: [{ name: 'p', value: modelValue('p1') }] }],
      state: new Map([
        ['flags', fn([[modelValue('p1'), set([])]])],
        ['queue', seq([int(3), int(2n ** 70n)])],
        ['io', record([['at', string('<b>&"')]])],
        ['few', interval(1, 3)],
      ]),
    },
  ],
  end: { kind: 'finite' },
  notes: [],
};

const draw = (template: string): readonly string[] => {
  const pictures = renderPictures(template, trace);
  if (!pictures.ok) throw new Error(pictures.error);
  return pictures.value.ofState.map((n) => pictures.value.texts[n]!);
};

describe('a template', () => {
  test.each([
    ['{{number}}', ['1', '2']],
    ['{{now.constructor}}{{now.__proto__}}', ['', '']],
    ['{{{action}}}', ['initial state', 'Clear(p = p1)']],
    ['{{#each now.flags}}{{@key}}:{{#if (has this "PG_dirty")}}dirty{{/if}}{{/each}}', ['p1:dirty', 'p1:']],
    ['{{#if (differs now.flags before.flags)}}new{{/if}}', ['', 'new']],
    [
      '{{at now.queue 1}} {{at now.queue 2}} {{at now.queue 3}}.',
      Array(2).fill('3 1180591620717411303424 .'),
    ],
    [
      '{{add 1 2 3}} {{sub 5 2}} {{mul 2 4}} {{size now.queue}} {{size now.flags}}',
      Array(2).fill('6 3 8 2 1'),
    ],
    ['{{#each now.few}}{{this}}{{/each}}', ['123', '123']],
    ['{{#if (or (eq 1 2) (and (ne 1 2) (lt 1 2) (gt 2 1) (not false)))}}yes{{/if}}', ['yes', 'yes']],
  ])('%s gives %j', (template, expected) => {
    expect(draw(template)).toEqual(expected);
  });

  test('gets values as text', () => {
    expect(draw('<text>{{now.io.at}}</text>')[0]).toBe('<text>&lt;b&gt;&amp;&quot;</text>');
  });

  test('that draws two states alike stands in the page once', () => {
    const pictures = renderPictures('same', trace);
    expect(pictures).toEqual({ ok: true, value: { texts: ['same'], ofState: [0, 0] } });
  });

  test.each([
    ['{{now.flag}}', 'at state 1: "flag" not defined'],
    ['{{#each now.flags}}', 'at state 1: Parse error'],
    ['{{nothing 1}}', 'at state 1:'],
  ])('%s is refused: %s', (template, message) => {
    const pictures = renderPictures(template, trace);
    expect(pictures.ok ? '' : pictures.error).toContain(message);
  });

  test('draws no thousands of pictures', () => {
    const long = { ...trace, steps: Array.from({ length: 1000 }, () => trace.steps[0]!) };
    const pictures = renderPictures('x', long);
    expect(pictures.ok ? '' : pictures.error).toContain('the trace has 1001 states');
  });
});
