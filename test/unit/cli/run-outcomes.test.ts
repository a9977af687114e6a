import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isForbidden, runOutcomes } from '../../../src/cli/report/run-outcomes.ts';
import type { RunFeature } from '../../../src/kernel/index.ts';
import { parseManifest, type Manifest, type ManifestModel } from '../../../src/manifest/index.ts';

const counts = {
  guardErrors: 3,
  parityErrors: 0,
  surpriseDirty: 0,
  droppedDirty: 0,
  pagesWritten: 10,
  pagesPutOff: 1,
  pagesEvicted: 2,
  waitsInVain: 0,
  noSpace: 0,
  pinsRefused: 0,
  fsyncs: 3,
  fsyncsStarved: 0,
  dmaWrites: 50,
  truncates: 4,
  truncatesStarved: 0,
  throttles: 5,
  throttlesStarved: 1,
  pagesCloned: 2,
  clonesChanged: 1,
  freedWritten: 0,
};
const NOTHING_MORE = { lostPages: 0, readBackErrors: undefined, scrub: undefined } as const;

const model = (module: string, expect: ManifestModel['expect'], why?: string): ManifestModel => ({
  module,
  config: `${module}_x.cfg`,
  expect,
  line: 1,
  ...(why !== undefined && { why }),
});
const stable = { result: 'violated', property: 'StablePages' } as const;
const manifest = (...models: readonly ManifestModel[]): Manifest => ({ name: 'design', models });

const guardErrors = (of: Manifest) =>
  runOutcomes({ counts, ...NOTHING_MORE }, of).find(({ outcome }) => outcome === 'guard error')!;

describe('the outcomes of a free run', () => {
  it('a failure that the models refute is interesting, with their reason', () => {
    const row = guardErrors(manifest(model('MCD', { result: 'holds' }), model('MCD', stable, 'The pin.')));
    expect(row).toMatchObject({ count: 3, grade: 'interesting' });
    expect(row.reason).toBe('data changed under writeback; MCD_x.cfg refutes StablePages: The pin.');
    expect(isForbidden(row)).toBe(false);
  });

  it('a failure that they do not refute is forbidden', () => {
    const row = guardErrors(manifest(model('MCD', { result: 'holds' })));
    expect(row.grade).toBe('forbidden');
    expect(isForbidden(row)).toBe(true);
    expect(isForbidden({ ...row, count: 0 })).toBe(false);
  });

  it('what only runs with a feature can show is told of those', () => {
    const outcomes = (...features: readonly RunFeature[]) =>
      runOutcomes({ counts, ...NOTHING_MORE }, manifest(), features).map(
        ({ outcome, count }) => `${outcome} ${count}`,
      );
    const told = [
      'file truncated 4',
      'writer throttled 5',
      'writer starved 1',
      'page cloned 2',
      'clone changed 1',
    ];
    for (const row of told) expect(outcomes()).not.toContain(row);
    expect(outcomes('throttle')).toEqual(expect.arrayContaining(['writer throttled 5', 'writer starved 1']));
    expect(outcomes('truncate', 'reflink')).toEqual(
      expect.arrayContaining(['file truncated 4', 'page cloned 2', 'clone changed 1']),
    );
  });

  it('where a RAID5 keeps parity instead of guard tags, it tells what changed under writeback', () => {
    const scrub = { stripes: 2, inconsistent: 1, rebuiltWrong: 2 };
    const told = runOutcomes(
      { counts: { ...counts, parityErrors: 3 }, ...NOTHING_MORE, scrub },
      manifest(model('MCD', stable)),
      ['parity'],
    );
    const ofData = told.filter(({ reason }) => reason.includes('refutes StablePages'));
    expect(ofData.map(({ outcome, count, grade }) => `${outcome} ${count} ${grade}`)).toEqual([
      'parity error 3 interesting',
      'stripe inconsistent 1 interesting',
      'block rebuilt wrong 2 interesting',
    ]);
  });

  it('what a mutant breaks is no excuse', () => {
    const mutant = { ...model('MCD', stable, 'A mutant.'), role: 'mutant' } as const;
    expect(guardErrors(manifest(model('MCD', { result: 'holds' }), mutant)).grade).toBe('forbidden');
  });

  it('a property that is judged on its own counts too', () => {
    const each = { result: 'each', violated: [{ property: 'StablePages', why: 'The pin.' }] } as const;
    expect(guardErrors(manifest(model('MCD', each))).reason).toContain('refutes StablePages: The pin.');
  });

  it.each(['baseline', 'pin-blocks-writeback'])(
    'the manifest of %s says which failures are its own',
    (design) => {
      const file = join(import.meta.dirname, '../../../specs', design, 'manifest.json');
      const parsed = parseManifest(readFileSync(file, 'utf8'), file);
      if (!parsed.ok) throw new Error(parsed.error[0]?.message);
      const grade = (name: string) =>
        runOutcomes({ counts, ...NOTHING_MORE }, parsed.value).find(({ outcome }) => outcome === name)?.grade;
      const ofData = [
        'guard error',
        'surprise dirty',
        'dirty page dropped',
        'no space',
        'page lost at the end',
      ];
      const refuted = design === 'baseline' ? 'interesting' : 'forbidden';
      expect(ofData.map(grade)).toEqual(ofData.map(() => refuted));
      expect(grade('fsync starved')).toBe(design === 'baseline' ? 'forbidden' : 'interesting');
      expect(grade('page written')).toBe('acceptable');
    },
  );

  it('says nothing of lost pages where the run did not come to its end', () => {
    const names = (lostPages: number | undefined, readBackErrors: number | undefined) =>
      runOutcomes({ counts, lostPages, readBackErrors, scrub: undefined }, manifest()).map(
        ({ outcome }) => outcome,
      );
    expect(names(0, 0)).toEqual(expect.arrayContaining(['page lost at the end', 'read-back error']));
    expect(names(undefined, undefined)).not.toContain('page lost at the end');
    expect(names(undefined, undefined)).not.toContain('read-back error');
  });
});
