import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askRefusal, type CheckSettings } from '../../../src/check/index.ts';
import { findJava, findLauncher, resolveJar } from '../../../src/tlc/index.ts';
import { int, modelValue, set, type ActionInstance, type TlaValue } from '../../../src/trace/index.ts';
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
const CONFIG = 'INIT Init\nNEXT Next\nCONSTANT Users = {a, b}\n';

async function whyNot(name: string, given: Record<string, TlaValue>, state: Record<string, TlaValue>) {
  const [java, jar] = [await findJava(process.env), await resolveJar({ env: process.env })];
  if (!java.ok || !jar.ok) throw new Error('run "npm run setup" first');
  const folder = tempFolder({ 'Stock.tla': STOCK, 'Shop.tla': SHOP, 'Shop.cfg': CONFIG });
  const settings: CheckSettings = {
    java: java.value.path,
    jar: jar.value.path,
    jarSha256: jar.value.sha256,
    launcher: findLauncher(process.env),
    libraries: [],
    logFolder: join(folder, 'logs'),
  };
  const task = { folder, module: 'Shop', config: join(folder, 'Shop.cfg'), configText: CONFIG };
  const action: ActionInstance = {
    name,
    arguments: Object.entries(given).map(([parameter, value]) => ({ name: parameter, value })),
  };
  const found = await askRefusal(task, new Map(Object.entries(state)), action, settings);
  if (!found.ok) throw new Error(found.error);
  return found.value.map(
    ({ location, text, failure }) =>
      `${location.module}:${location.beginLine}: ${text}${failure === undefined ? '' : ` (${failure.split('\n')[0]})`}`,
  );
}

const [a, b] = [modelValue('a'), modelValue('b')];

it('names the conjunct that refuses an action of an instance, for its own parameters only', async () => {
  const state = { count: int(1n), held: set([a]) };
  expect(await whyNot('S!Hold', { u: a }, state)).toEqual(['Stock:6: u \\notin held']);
  expect(await whyNot('S!Hold', { u: b }, state)).toEqual([]);
  expect(await whyNot('S!Hold', { u: b }, { ...state, count: int(0n) })).toEqual(['Stock:7: count > 0']);
}, 60_000);

it('names a disjunction as a whole, and nothing that stands behind a false conjunct', async () => {
  expect(await whyNot('S!Fill', { n: int(2n) }, { count: int(2n), held: set([a]) })).toEqual([
    'Stock:12: \\/ count + n <= Limit /\\ held = {} \\/ count = 0',
  ]);
  expect(await whyNot('S!Fill', { n: int(0n) }, { count: int(9n), held: set([]) })).toEqual([
    'Stock:11: n > 0',
  ]);
}, 60_000);

it('says what TLC could not evaluate, for some value of an inner quantifier', async () => {
  const found = await whyNot('S!Sell', {}, { count: int(2n), held: set([]) });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^Stock:16: 10 \\div \(count - 2\) > 0 \(.+\)$/);
}, 60_000);
