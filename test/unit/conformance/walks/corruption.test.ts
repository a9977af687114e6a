import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ConformanceError, openWalks, type Driver } from '../../../../src/conformance/index.ts';

/**
 * Whoever changes the committed walks of a suite, and puts the right hash to them, does not get the committed certificate from
 * the implementation: the file is refused, or a test fails, or the certificate says something else.
 */
const EXAMPLES = ['async-queue', 'lru-cache', 'two-phase-commit'];

/** The fields of a file of walks; each is a list of rows of numbers, but for `values` and `actions`. */
type Fields = Record<'values' | 'actions' | 'states' | 'edges' | 'walks', unknown[][]> &
  Record<'variables' | 'initial', unknown[]>;
type Change = (fields: Fields, pick: (count: number) => number) => void;

const LISTS = ['actions', 'states', 'edges', 'walks'] as const;

const anyOf = <T>(list: readonly T[], pick: (count: number) => number): T => list[pick(list.length)]!;

/** What is done to a file; each changes it, and in no way that means the same. */
const CHANGES: Readonly<Record<string, Change>> = {
  'a row is dropped': (fields, pick) => {
    const list = fields[anyOf(LISTS, pick)];
    list.splice(pick(list.length), 1);
  },
  'a step of a walk is dropped': ({ walks }, pick) => {
    const walk = anyOf(
      walks.filter(({ length }) => length > 2),
      pick,
    );
    walk.splice(1 + pick(walk.length - 1), 1);
  },
  'a walk ends early': ({ walks }, pick) => {
    const walk = anyOf(
      walks.filter(({ length }) => length > 1),
      pick,
    );
    walk.splice(1 + pick(walk.length - 1));
  },
  'two states are swapped': ({ states }, pick) => {
    const a = pick(states.length - 1);
    [states[a], states[a + 1]] = [states[a + 1]!, states[a]!];
  },
  'two actions are swapped': ({ actions }, pick) => {
    const a = pick(actions.length - 1);
    [actions[a], actions[a + 1]] = [actions[a + 1]!, actions[a]!];
  },
  'a state has another value': ({ states, values }, pick) => {
    const variable = anyOf(
      values.flatMap((of, i) => (of.length > 1 ? [i] : [])),
      pick,
    );
    const row = anyOf(states, pick);
    const others = values[variable]!.length - 1;
    row[variable] = ((row[variable] as number) + 1 + pick(others)) % (others + 1);
  },
  'a transition leads elsewhere': ({ edges, states }, pick) => {
    const edge = anyOf(edges, pick);
    edge[1] = ((edge[1] as number) + 1 + pick(states.length - 1)) % states.length;
  },
  'a transition has another action': ({ edges, actions }, pick) => {
    const edge = anyOf(edges, pick);
    edge[2] = ((edge[2] as number) + 1 + pick(actions.length - 1)) % actions.length;
  },
  'a walk goes another way': ({ walks, edges }, pick) => {
    const walk = anyOf(
      walks.filter(({ length }) => length > 1),
      pick,
    );
    const at = 1 + pick(walk.length - 1);
    walk[at] = ((walk[at] as number) + 1 + pick(edges.length - 1)) % edges.length;
  },
};

const sealed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A text as a file beside a suite. */
const beside = (text: string): Parameters<typeof openWalks>[0] => ({
  text,
  problem: (what) => new ConformanceError(what),
});

type CreateDriver = (constants: never) => Driver;

/** What the suite says of the implementation; a refusal or a failure begins with its kind. */
async function verdict(text: string, createDriver: CreateDriver): Promise<string> {
  try {
    const walks = openWalks(beside(text), sealed(text), createDriver);
    for (const test of walks.tests) await walks.replay(test, 'repeat');
    return walks.shown().join('\n');
  } catch (error) {
    if (!(error instanceof ConformanceError)) throw error;
    return `failed: ${error.message}`;
  }
}

describe.each(EXAMPLES)('the walks of %s', (example) => {
  const folder = `${import.meta.dirname}/../../../../examples/${example}`;
  let createDriver: CreateDriver;
  let text: string;
  let committed: string;

  beforeAll(async () => {
    ({ createDriver } = (await import(`${folder}/driver.ts`)) as { createDriver: CreateDriver });
    const suite = readFileSync(`${folder}/generated/suite.test.ts`, 'utf8');
    const [, file, hash] = /'(\w+\.walks\.json)'\), '(\w+)'/.exec(suite)!;
    text = readFileSync(`${folder}/generated/${file}`, 'utf8');
    expect(sealed(text)).toBe(hash);
    committed = await verdict(text, createDriver);
    expect(committed).toContain('so, within the bounds of');
  });

  it.each(Object.entries(CHANGES))('%s: the certificate is not the committed one', async (_, change) => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
        const fields = JSON.parse(text) as Fields;
        change(fields, (count) => numbers.next().value! % count);
        const changed = JSON.stringify(fields);
        fc.pre(changed !== JSON.stringify(JSON.parse(text)));
        expect(await verdict(changed, createDriver)).not.toBe(committed);
      }),
      { numRuns: 30, seed: 11 },
    );
  });

  it('cut anywhere, or with another hash, is refused', async () => {
    for (let cut = 0; cut < text.trimEnd().length; cut += 997)
      expect(await verdict(text.slice(0, cut), createDriver)).toMatch(/^failed: .*the walks are no JSON/);
    expect(() => openWalks(beside(`${text} `), sealed(text), createDriver)).toThrow(
      'is not the file of walks that was generated',
    );
  });
});
