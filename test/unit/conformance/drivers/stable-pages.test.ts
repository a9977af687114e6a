import { beforeEach, describe, expect, it } from 'vitest';
import { createDriver as createBaseline } from '../../../../src/conformance/drivers/baseline/index.ts';
import { createDriver as createPinBlocksWriteback } from '../../../../src/conformance/drivers/pin-blocks-writeback/index.ts';
import type {
  PageCacheAction,
  PageCacheDriver,
} from '../../../../src/conformance/drivers/page-cache/types.ts';

const constants = {
  Pages: new Set(['p1']),
  Users: new Set(['u1']),
  ShortUsers: new Set(['u1']),
  Repeat: false,
  MaxVersion: 2,
  NoPage: 'NoPage',
  Features: new Set<string>(),
  FreeBlocks: 0,
};
const p = 'p1';
const u = 'u1';
const onPage = <N extends string>(name: N) => ({ name, parameters: { p } });
const ofUser = <N extends string>(name: N) => ({ name, parameters: { u } });
const pin: PageCacheAction = { name: 'Pin', parameters: { u, p } };

const untilDecision: PageCacheAction[] = [
  onPage('Fault'),
  onPage('WbLock'),
  pin,
  onPage('WbProtect'),
  ofUser('DmaStart'),
  onPage('WbDecide'),
];
const untilTransfer: PageCacheAction[] = [onPage('WbClear'), onPage('WbSubmit'), ofUser('DmaWrite')];

const doAll = (driver: PageCacheDriver, actions: PageCacheAction[]) => {
  for (const action of actions) expect(driver.apply(action), action.name).toBe('done');
};

describe('a device writes a page under writeback (counterexample to StablePages)', () => {
  let driver: PageCacheDriver;

  describe('baseline', () => {
    beforeEach(() => {
      driver = createBaseline(constants);
      driver.init();
      doAll(driver, [...untilDecision, ...untilTransfer]);
    });

    it('gives a guard error exactly when the device transfers the page', () => {
      expect(driver.observe()).toMatchObject({ mem: { p1: 1 }, guard: { p1: 0 }, guardErrors: new Set() });
      doAll(driver, [onPage('WbTransfer')]);
      expect(driver.observe()).toMatchObject({ disk: { p1: 0 }, guardErrors: new Set(['p1']) });
    });
  });

  describe('pin-blocks-writeback', () => {
    beforeEach(() => {
      driver = createPinBlocksWriteback(constants);
      driver.init();
      doAll(driver, untilDecision);
    });

    it('puts the page off at the decision: dirty, unlocked, no pass', () => {
      expect(driver.observe()).toMatchObject({
        flags: { p1: new Set(['PG_dirty', 'PG_private']) },
        pass: { p1: 'idle' },
        pte: { p1: 'ro' },
        pins: { p1: 1 },
      });
      expect(driver.apply(onPage('WbClear'))).toBe('refused');
    });

    it('writes the page after the unpin', () => {
      doAll(driver, (['DmaWrite', 'DmaDone', 'SetDirty', 'Unpin'] as const).map(ofUser));
      doAll(driver, (['WbLock', 'WbProtect', 'WbDecide', 'WbClear', 'WbSubmit'] as const).map(onPage));
      doAll(driver, (['WbTransfer', 'WbEnd'] as const).map(onPage));
      expect(driver.observe()).toMatchObject({ disk: { p1: 1 }, guardErrors: new Set() });
    });
  });

  it('is repeatable: init brings the first state back', () => {
    driver = createBaseline(constants);
    driver.init();
    const first = driver.observe();
    doAll(driver, [...untilDecision, ...untilTransfer, onPage('WbTransfer')]);
    driver.init();
    expect(driver.observe()).toEqual(first);
  });
});

describe('a driver asked for what its model does not have', () => {
  it.each([
    [['cow', 'thp', 'swap'], 'the kernel core has no thp, swap: this model cannot drive it'],
    [['dax', 'holes'], 'the kernel core has no dax with holes'],
    [['dax', 'reflink'], 'the kernel core has no dax with reflink'],
    [['crowded'], 'the kernel core counts pins by the bias'],
    [['device-ptes'], 'devices of the design baseline have no page tables'],
  ])('throws for features that the kernel core does not have: %j', (features, message) => {
    expect(() => createBaseline({ ...constants, Features: new Set(features) })).toThrow(message);
  });

  it('throws, for that is a mistake of the caller', () => {
    const driver = createBaseline(constants);
    expect(() => driver.apply({ name: 'Fault', parameters: { p: 'p9' } })).toThrow('no page is called p9');
    expect(() => driver.apply({ name: 'Munlock' } as never)).toThrow('no action Munlock');
  });
});
