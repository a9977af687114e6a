import type { Counts } from '../../kernel/index.ts';
import type { Manifest, ManifestModel } from '../../manifest/index.ts';

/** How an outcome is judged: expected work, a failure that the models predict, or one that they rule out. */
export type OutcomeGrade = 'acceptable' | 'interesting' | 'forbidden';

/** One row of the table of a free run. */
export interface Outcome {
  readonly outcome: string;
  /** How often it happened. */
  readonly count: number;
  /** How it is judged if it happens. */
  readonly grade: OutcomeGrade;
  readonly reason: string;
}

/** What happens in every run, with the reason why that is acceptable. */
const WORK: readonly (readonly [outcome: string, count: keyof Counts, reason: string])[] = [
  ['page written', 'pagesWritten', 'the device found data that fits its guard tags'],
  ['page put off', 'pagesPutOff', 'the design left a dirty page for a later pass'],
  ['page evicted', 'pagesEvicted', 'reclaim took a clean page that nobody held'],
  ['fsync returned', 'fsyncs', 'what was dirty when it was called is on disk'],
  ['DMA write', 'dmaWrites', 'a device wrote what its user was given'],
];

/** The failures, with the property of the contract that each of them breaks. */
const FAILURES = [
  { outcome: 'guard error', property: 'StablePages', what: 'data changed under writeback' },
  { outcome: 'surprise dirty', property: 'NoSurpriseDirty', what: 'a page became dirty without notice' },
  { outcome: 'dirty page dropped', property: 'NoLostWrite', what: 'a write was thrown away' },
  { outcome: 'no space', property: 'NoSpaceSurprise', what: 'writeback found no block for its write' },
  { outcome: 'pin refused', property: 'PinAvailability', what: 'a user was answered with an error' },
  { outcome: 'fsync starved', property: 'FsyncProgress', what: 'an fsync() waited longer than a second' },
  {
    outcome: 'lock held in vain',
    property: 'NoLockDeadlock',
    what: 'a pass waited longer than a second for an unpin, with the page locked',
  },
  { outcome: 'page lost at the end', property: 'NoLostWrite', what: 'a clean page at rest is not on disk' },
] as const;

/**
 * The table of outcomes of a run. A failure is interesting where the design's models refute the property that it breaks, and
 * forbidden where they do not.
 *
 * @param lostPages undefined if the run did not come to an end in which that can be told.
 */
export function runOutcomes(
  counts: Counts,
  lostPages: number | undefined,
  manifest: Manifest,
): readonly Outcome[] {
  const failures: Record<(typeof FAILURES)[number]['outcome'], number | undefined> = {
    'guard error': counts.guardErrors,
    'surprise dirty': counts.surpriseDirty,
    'dirty page dropped': counts.droppedDirty,
    'no space': counts.noSpace,
    'pin refused': counts.pinsRefused,
    'fsync starved': counts.fsyncsStarved,
    'lock held in vain': counts.waitsInVain,
    'page lost at the end': lostPages,
  };
  return [
    ...WORK.map(([outcome, count, reason]) => ({
      outcome,
      count: counts[count],
      grade: 'acceptable' as const,
      reason,
    })),
    ...FAILURES.flatMap(({ outcome, property, what }) => {
      const count = failures[outcome];
      return count === undefined ? [] : [{ outcome, count, ...judge(property, what, manifest) }];
    }),
  ];
}

/** Whether an outcome happened that the models rule out. */
export const isForbidden = ({ grade, count }: Outcome): boolean => grade === 'forbidden' && count > 0;

function judge(property: string, what: string, manifest: Manifest): Pick<Outcome, 'grade' | 'reason'> {
  const refuting = manifest.models.flatMap((model) => refutation(model, property))[0];
  if (refuting === undefined) {
    return { grade: 'forbidden', reason: `${what}; no model of ${manifest.name} refutes ${property}` };
  }
  return { grade: 'interesting', reason: `${what}; ${refuting}` };
}

/** What a model of the design itself says against a property; what a mutant breaks is no excuse. */
function refutation({ config, expect, why, role }: ManifestModel, property: string): readonly string[] {
  if (role !== undefined) return [];
  const said = (reason = 'the models refute it'): readonly string[] => [
    `${config} refutes ${property}: ${reason}`,
  ];
  if (expect.result === 'violated') return expect.property === property ? said(why) : [];
  if (expect.result !== 'each') return [];
  const violation = expect.violated.find((candidate) => candidate.property === property);
  return violation ? said(violation.why) : [];
}
