import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
let copy = '';

const check = () => {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/check-mirror.mjs'), copy], {
    encoding: 'utf8',
  });
  return { status, problems: stderr.trim().split('\n') };
};

/** Changes a file of the copy; what is looked for must be there. */
const change = (file: string, find: string, replace: string) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  expect(text).toContain(find);
  writeFileSync(join(copy, file), text.replace(find, replace));
};

describe('the mirror of specifications and kernel', () => {
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'mirror-'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });
  beforeEach(() => {
    for (const part of ['specs', 'src/kernel'])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true, verbatimSymlinks: true });
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  it('is whole', () => expect(check()).toEqual({ status: 0, problems: [''] }));

  it('notices a way to go on that names no code', () => {
    change('specs/common/PageCache.tla', '  \\* code: mapInDevice', '');
    expect(check()).toMatchObject({
      status: 1,
      problems: expect.arrayContaining([
        'specs/common/PageCache.tla: PageCache!MapInDevice is a step without a comment "code: ..."',
      ]) as string[],
    });
  });

  it('notices a step of all designs that names no code', () => {
    change('specs/common/PageCache.tla', '  \\* code: throttleWriter', '');
    expect(check().problems).toContain(
      'specs/common/PageCache.tla: PageCache!Throttle is a step without a comment "code: ..."',
    );
  });

  it('notices code that is not there, and a function that does not say what it implements', () => {
    change('specs/common/PageCache.tla', 'code: finishDma', 'code: endDma');
    expect(check().problems).toEqual([
      'specs/common/PageCache.tla: PageCache!DmaDone names "code: endDma", which src/kernel does not have',
      'src/kernel/mm/dma.ts: finishDma implements PageCache!DmaDone, but specs/common/PageCache.tla names "code: endDma"',
    ]);
    change('specs/common/PageCache.tla', 'code: finishDma', 'code: finishDma');
    change('src/kernel/mm/dma.ts', 'Implements PageCache!DmaDone.', '');
    expect(check().problems).toEqual([
      'src/kernel/mm/dma.ts: finishDma lacks the line "Implements PageCache!DmaDone.", which specs/common/PageCache.tla expects',
    ]);
  });

  it.each([
    [
      'another way to go on',
      'baseline',
      'reclaim: shrinkFolio',
      'reclaim: shrinkUnpinnedFolio',
      'reclaim uses PageCache!MaybePinned, PageCache!ReclaimUnless, but Baseline!Reclaim uses PageCache!ReclaimStripping',
    ],
    [
      'another question',
      'hybrid',
      'shrinkFolioUnless(memory, page, isPinned)',
      'shrinkFolioUnless(memory, page, folioMaybeDmaPinned)',
      'reclaim uses PageCache!MaybePinned, PageCache!ReclaimUnless, but Hybrid!Reclaim uses Hybrid!Pinned, PageCache!ReclaimUnless',
    ],
    [
      'another flag',
      'revocation',
      'PG_revoke | PG_drain',
      'PG_drain',
      'decide uses PG_drain, PageCache!MaybePinned, PageCache!Proceed, PageCache!RedirtyAndSet, but Revocation!WbDecide uses PG_drain, PG_revoke, PageCache!MaybePinned, PageCache!Proceed, PageCache!RedirtyAndSet',
    ],
  ])('notices a design that decides otherwise: %s', (_, design, find, replace, problem) => {
    const file = `src/kernel/designs/${design}/policy.ts`;
    change(file, find, replace);
    expect(check()).toEqual({ status: 1, problems: [`${file}: ${problem}`] });
  });

  it('notices a design without a policy', () => {
    rmSync(join(copy, 'src/kernel/designs/tolerate/policy.ts'));
    expect(check().problems).toEqual([
      'src/kernel/designs/tolerate/policy.ts is missing: it mirrors Tolerate',
    ]);
  });
});
