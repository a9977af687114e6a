import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Answer, Driver } from '../../../../src/conformance/index.ts';
import { openWalks } from '../../../../src/conformance/walks/open-walks.ts';
import { int, walksToJson, type WalkSet } from '../../../../src/trace/index.ts';

/** A ring of four hours; `Tick` is always possible, `Alarm` never. The walk goes around it often. */
const RING: WalkSet = {
  id: 'MCRing',
  goal: 'every transition',
  constants: [],
  variables: ['hour'],
  values: [[int(0), int(1), int(2), int(3)]],
  actions: [
    { name: 'Tick', arguments: [] },
    { name: 'Alarm', arguments: [] },
  ],
  states: [[0], [1], [2], [3]],
  initial: [0],
  edges: [0, 1, 2, 3].map((hour) => [hour, (hour + 1) % 4, 0]),
  walks: [{ start: 0, edges: Array.from({ length: 1000 }, (_, step) => step % 4) }],
};

type Call = { readonly name: string; readonly parameters: object };

interface Wrongs {
  /** What `image` answers in the place of the clock's bytes. */
  readonly image?: (hour: number, ticks: number) => unknown;
  /** What an alarm does to the hour. */
  readonly alarm?: (hour: number) => number;
  /** From which tick on the clock stands still. */
  readonly stopsAt?: number;
}

/** A clock, and how often its state was read. */
function clock({ image, alarm = (hour) => hour, stopsAt = Infinity }: Wrongs = {}) {
  const seen = { reads: 0 };
  let ticks = 0;
  const createDriver = (): Driver<Call, object> => {
    const bytes = new Uint8Array(4096);
    const hour = () => bytes[4095]!;
    return {
      init: () => undefined,
      apply: ({ name }): Answer => {
        if (name === 'Tick' && ++ticks < stopsAt) bytes[4095] = (hour() + 1) % 4;
        if (name === 'Alarm') bytes[4095] = alarm(hour());
        return name === 'Tick' ? 'done' : 'refused';
      },
      observe: () => {
        seen.reads++;
        return { hour: hour() };
      },
      image: () => (image ? (image(hour(), ticks) as Uint8Array) : bytes),
      dispose: () => undefined,
    };
  };
  return { createDriver, seen };
}

async function replay(createDriver: () => Driver<Call, object>): Promise<string> {
  const text = walksToJson(RING, 'about');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const walks = openWalks(text, hash, createDriver);
  try {
    for (const test of walks.tests) await walks.replay(test, 'repeat');
    return walks.shown().join('\n');
  } catch (error) {
    return (error as Error).message;
  }
}

describe('images of a driver', () => {
  it('spare most reads of the state, and the certificate is the same', async () => {
    const { createDriver, seen } = clock();
    const shown = await replay(createDriver);
    expect(shown).toContain('4 of 4 transitions taken, 4 of 4 states visited');
    expect(shown).toContain('4 of 4 refusals');
    expect(shown).toContain('and by no others');
    expect(seen.reads).toBeGreaterThan(4);
    expect(seen.reads).toBeLessThan(40);
  });

  it('hide no step that changes nothing, however late', async () => {
    expect(await replay(clock({ stopsAt: 700 }).createDriver)).toContain(
      "step 700 of 1000, Tick: the implementation's state is not the model's",
    );
  });

  it('hide no refused action that changes something', async () => {
    const { createDriver } = clock({ alarm: (hour) => (hour === 2 ? 1 : hour) });
    const message = await replay(createDriver);
    expect(message).toContain('expected 2, actual 1');
    expect(message).toContain('An action that is refused must change nothing.');
  });

  it('leave nothing out that the state shows', async () => {
    const { createDriver } = clock({ image: () => new Uint8Array(8) });
    expect(await replay(createDriver)).toContain(
      'image() is the same as in another state, so it leaves out something that observe() shows:\n  hour: expected 0, actual 1',
    );
  });

  it('are looked at now and then also where they are equal', async () => {
    // The bytes go around for ever, the hour does not.
    const { createDriver } = clock({ stopsAt: 500, image: (_, ticks) => Uint8Array.of(ticks % 4) });
    expect(await replay(createDriver)).toContain('image() is the same as in another state');
  });

  it('are bytes', async () => {
    const { createDriver } = clock({ image: (hour) => [hour] });
    expect(await replay(createDriver)).toContain('image() answered an array where a Uint8Array is expected');
  });
});
