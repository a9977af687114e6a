import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askRefusal, type CheckSettings } from '../../../src/check/index.ts';
import { findJava, findLauncher, resolveJar } from '../../../src/tlc/index.ts';
import {
  fn,
  int,
  modelValue,
  record,
  set,
  string,
  type ActionInstance,
  type TlaValue,
} from '../../../src/trace/index.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const STOCK = `---- MODULE Stock ----
EXTENDS Naturals
CONSTANT Limit
VARIABLES count, held
Hold(u) ==
  /\\ u \\notin held
  /\\ count > 0
  /\\ held' = held \\cup {u}
  /\\ UNCHANGED count
Fill(n) ==
  /\\ n > 0
  /\\ \\/ count + n <= Limit /\\ held = {}
     \\/ count = 0
  /\\ count' = count + n
  /\\ UNCHANGED held
Sell == \\E n \\in 1..2 : n <= count /\\ 10 \\div (count - 2) > 0 /\\ count' = count - n /\\ UNCHANGED held
====
`;
const SHOP = `---- MODULE Shop ----
EXTENDS Naturals
CONSTANT Users
VARIABLES count, held
S == INSTANCE Stock WITH Limit <- 3
Init == count = 0 /\\ held = {}
Next == (\\E u \\in Users : S!Hold(u)) \\/ (\\E n \\in 0..2 : S!Fill(n)) \\/ S!Sell
====
`;
const POST = `---- MODULE Post ----
EXTENDS Naturals, Sequences
CONSTANT Boxes
VARIABLES net, boxes, last
Init == net = {} /\\ boxes = [b \\in Boxes |-> {}] /\\ last = 0
Ack(m) == m.kind = "ack" /\\ net' = net \\ {m} /\\ UNCHANGED <<boxes, last>>
Take(b, m) == last # m /\\ boxes' = [boxes EXCEPT ![b] = @ \\ {m}] /\\ UNCHANGED <<net, last>>
Read(id) == last' = id /\\ UNCHANGED <<net, boxes>>
Again(x) == UNCHANGED <<net, boxes, last>>
Swap(x, y) == UNCHANGED <<net, boxes, last>>
Clear == last = 0 /\\ \\E m \\in net : net' = net \\ {m} /\\ UNCHANGED <<boxes, last>>
Look == \\E m \\in Head(net) : UNCHANGED <<net, boxes, last>>
Next ==
  \\/ \\E m \\in net : Ack(m)
  \\/ \\E box \\in Boxes :
       \\E n \\in boxes[box] : Take(box, n)
  \\/ \\E box \\in Boxes : \\E m \\in boxes[box] : Read(m * 10)
  \\/ \\E i \\in 1..2 : Read(i)
  \\/ Again(last)
  \\/ \\E <<p, q>> \\in net \\X net : Swap(p, q)
  \\/ Clear
  \\/ Look
====
`;
const CONFIG = 'INIT Init\nNEXT Next\nCONSTANT Users = {a, b}\n';

async function whyNot(
  name: string,
  given: Record<string, TlaValue>,
  state: Record<string, TlaValue>,
  { module = 'Shop', config = CONFIG } = {},
) {
  const [java, jar] = [await findJava(process.env), await resolveJar({ env: process.env })];
  if (!java.ok || !jar.ok) throw new Error('run "npm run setup" first');
  const folder = tempFolder({
    ...{ 'Stock.tla': STOCK, 'Shop.tla': SHOP, 'Post.tla': POST, 'Model.cfg': config },
  });
  const settings: CheckSettings = {
    java: java.value.path,
    jar: jar.value.path,
    jarSha256: jar.value.sha256,
    launcher: findLauncher(process.env),
    libraries: [],
    logFolder: join(folder, 'logs'),
  };
  const task = { folder, module, config: join(folder, 'Model.cfg'), configText: config };
  const action: ActionInstance = {
    name,
    arguments: Object.entries(given).map(([parameter, value]) => ({ name: parameter, value })),
  };
  const found = await askRefusal(task, new Map(Object.entries(state)), action, settings);
  if (!found.ok) throw new Error(found.error);
  return found.value.map(
    ({ location, text, is }) => `${location.module}:${location.beginLine}: ${text} is ${is}`,
  );
}

const [a, b] = [modelValue('a'), modelValue('b')];

it('names the conjunct that refuses an action of an instance, for its own parameters only', async () => {
  const state = { count: int(1n), held: set([a]) };
  expect(await whyNot('S!Hold', { u: a }, state)).toEqual(['Stock:6: u \\notin held is FALSE']);
  expect(await whyNot('S!Hold', { u: b }, state)).toEqual([]);
  expect(await whyNot('S!Hold', { u: b }, { ...state, count: int(0n) })).toEqual([
    'Stock:7: count > 0 is FALSE',
  ]);
}, 60_000);

it('names a disjunction as a whole, and nothing that stands behind a false conjunct', async () => {
  expect(await whyNot('S!Fill', { n: int(2n) }, { count: int(2n), held: set([a]) })).toEqual([
    'Stock:12: \\/ count + n <= Limit /\\ held = {} \\/ count = 0 is FALSE',
  ]);
  expect(await whyNot('S!Fill', { n: int(0n) }, { count: int(9n), held: set([]) })).toEqual([
    'Stock:11: n > 0 is FALSE',
  ]);
}, 60_000);

it('says what TLC could not evaluate, for some value of an inner quantifier', async () => {
  const found = await whyNot('S!Sell', {}, { count: int(2n), held: set([]) });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^Stock:16: 10 \\div \(count - 2\) > 0 is not known: [^!].+$/);
}, 60_000);

describe('an action that no quantifier gives', () => {
  const post = { module: 'Post', config: 'INIT Init\nNEXT Next\nCONSTANT Boxes = {a, b}\n' };
  const mail = (kind: string): TlaValue => record([['kind', string(kind)]]);
  const state = {
    net: set([mail('req')]),
    boxes: fn([
      [a, set([int(1n)])],
      [b, set([int(1n), int(2n)])],
    ]),
    last: int(2n),
  };
  const ask = (name: string, given: Record<string, TlaValue>, other: Record<string, TlaValue> = {}) =>
    whyNot(name, given, { ...state, ...other }, post);

  it('is refused by its bound, and by its guard only where the bound lets it', async () => {
    expect(await ask('Ack', { m: mail('ack') })).toEqual(['Post:14: m = [kind |-> "ack"] is not in net']);
    expect(await ask('Ack', { m: mail('req') })).toEqual(['Post:6: m.kind = "ack" is FALSE']);
  }, 60_000);

  it('is refused by a bound that depends on another parameter', async () => {
    expect(await ask('Take', { b: a, m: int(2n) })).toEqual(['Post:16: m = 2 is not in boxes[box]']);
    expect(await ask('Take', { b, m: int(2n) })).toEqual(['Post:7: last # m is FALSE']);
    expect(await ask('Take', { b: modelValue('c'), m: int(2n) })).toEqual(['Post:15: b = c is not in Boxes']);
  }, 60_000);

  it('is refused by what Next computes, and by a constant set only where nothing else refuses it', async () => {
    expect(await ask('Read', { id: int(30n) })).toEqual(['Post:17: id = 30 is never what m * 10 is there']);
    expect(await ask('Again', { x: int(1n) })).toEqual(['Post:19: x = 1 is not what last is there']);
  }, 60_000);

  it('is refused by a set of tuples, and by an empty set', async () => {
    expect(await ask('Swap', { x: mail('req'), y: mail('ack') })).toEqual([
      'Post:20: <<x, y>> = <<[kind |-> "req"], [kind |-> "ack"]>> is not in net \\X net',
    ]);
    expect(
      await ask(
        'Read',
        { id: int(3n) },
        {
          boxes: fn([
            [a, set([])],
            [b, set([])],
          ]),
        },
      ),
    ).toEqual(['Post:17: boxes[box] is empty, so that there is no m']);
    expect(await ask('Clear', {}, { net: set([]), last: int(0n) })).toEqual([
      'Post:11: net is empty, so that there is no m',
    ]);
    expect(await ask('Clear', {}, { net: set([]) })).toEqual(['Post:11: last = 0 is FALSE']);
  }, 60_000);

  it('is told with what TLC could not evaluate', async () => {
    const [reason, ...others] = await ask('Look', { m: int(1n) });
    expect(reason).toMatch(/^Post:12: m = 1 is not known to be in Head\(net\): [^!].*$/);
    expect(others).toEqual([]);
  }, 60_000);
});
