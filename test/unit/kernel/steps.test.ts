import { describe, expect, it } from 'vitest';
import { after, PASS, possibleSteps, USE, WRITEBACK, type StepName } from './scene.ts';

const cases: { readonly name: string; readonly path: readonly StepName[]; readonly possible: StepName[] }[] =
  [
    { name: 'a new page', path: [], possible: ['fault', 'fsync'] },
    { name: 'faulted in', path: ['fault'], possible: ['store', 'pin', 'lock', 'fsync'] },
    { name: 'stored to', path: ['fault', 'store'], possible: ['store', 'pin', 'lock', 'fsync'] },
    { name: 'pinned', path: ['fault', 'pin'], possible: ['store', 'startDma', 'unpin', 'lock', 'fsync'] },
    {
      name: 'DMA on its way',
      path: ['fault', 'pin', 'startDma'],
      possible: ['store', 'dmaWrite', 'finishDma', 'lock', 'fsync'],
    },
    {
      name: 'DMA complete',
      path: ['fault', ...USE.slice(0, 4)],
      possible: ['store', 'setDirty', 'lock', 'fsync'],
    },
    {
      name: 'marked dirty',
      path: ['fault', ...USE.slice(0, 5)],
      possible: ['store', 'unpin', 'lock', 'fsync'],
    },
    { name: 'used for good', path: ['fault', ...USE], possible: ['store', 'lock', 'fsync'] },
    { name: 'locked by a pass', path: ['fault', 'lock'], possible: ['store', 'pin', 'mkclean', 'fsync'] },
    {
      name: 'locked by a pass, DMA complete',
      path: ['fault', ...USE.slice(0, 4), 'lock'],
      possible: ['store', 'mkclean', 'fsync'],
    },
    { name: 'write-protected', path: ['fault', ...PASS.slice(0, 2)], possible: ['decide', 'fsync'] },
    { name: 'decided', path: ['fault', ...PASS.slice(0, 3)], possible: ['clear', 'fsync'] },
    { name: 'cleared', path: ['fault', ...PASS.slice(0, 4)], possible: ['write', 'fsync'] },
    { name: 'submitted', path: ['fault', ...PASS], possible: ['transfer', 'fsync'] },
    { name: 'transferred', path: ['fault', ...PASS, 'transfer'], possible: ['end', 'fsync'] },
    { name: 'written', path: ['fault', ...WRITEBACK], possible: ['fault', 'fsync', 'reclaim'] },
    { name: 'written and reclaimed', path: ['fault', ...WRITEBACK, 'reclaim'], possible: ['fault', 'fsync'] },
    {
      name: 'dirty during the IO',
      path: ['fault', ...USE.slice(0, 4), ...PASS, 'setDirty'],
      possible: ['unpin', 'transfer', 'fsync'],
    },
    { name: 'fsync of nothing', path: ['fsync'], possible: ['fault', 'fsyncReturn'] },
    { name: 'fsync of a dirty page', path: ['fault', 'fsync'], possible: ['store', 'pin', 'lock'] },
    { name: 'fsync behind IO', path: ['fault', 'fsync', ...PASS], possible: ['transfer'] },
    {
      name: 'fsync, all written',
      path: ['fault', 'fsync', ...WRITEBACK],
      possible: ['fault', 'fsyncReturn', 'reclaim'],
    },
    {
      name: 'fsync, dirty again',
      path: ['fault', 'fsync', ...WRITEBACK, 'fault'],
      possible: ['store', 'pin', 'lock', 'fsyncReturn'],
    },
  ];

describe('in each situation, the steps that are possible, and no other; a refused step changes no byte', () => {
  it.each(cases)('$name', ({ path, possible }) => {
    expect(possibleSteps(after(...path)).sort()).toEqual([...possible].sort());
  });
});
