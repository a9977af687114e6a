import type { Counts, FreeRunReport, RunFeature } from '../../kernel/index.ts';
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

/** What happens in every run, or in one with a feature, with the reason why that is acceptable. */
const WORK: readonly (readonly [outcome: string, count: keyof Counts, reason: string, only?: RunFeature])[] =
  [
    [
      'page written',
      'pagesWritten',
      'the device took what it was given: data that fits its guard tags, if it has any',
    ],
    ['page put off', 'pagesPutOff', 'the design left a dirty page for a later pass'],
    ['page evicted', 'pagesEvicted', 'reclaim took a clean page that nobody held'],
    ['fsync returned', 'fsyncs', 'what was dirty when it was called is on disk'],
    ['DMA write', 'dmaWrites', 'a device wrote what its user was given'],
    ['file truncated', 'truncates', 'all pages were removed, and the file grew again', 'truncate'],
    ['page cloned', 'pagesCloned', 'a clone of the file got the block of a page', 'reflink'],
    ['writer throttled', 'throttles', 'all pages were dirty, and the writer waited', 'throttle'],
  ];

/** What can be told of a run after its end; undefined if it did not come to one, or had no file or no parity. */
export type RunEnd = Pick<FreeRunReport, 'lostPages' | 'readBackErrors' | 'scrub'>;

/** A failure, with the property of the contract that it breaks. */
interface RunFailure {
  readonly outcome: string;
  /** How often it happened; undefined if that cannot be told of the run. */
  readonly count: (counts: Counts, end: RunEnd) => number | undefined;
  /** Missing for what no design may do. */
  readonly property?: string;
  readonly what: string;
  /** Where it can happen, if not everywhere. */
  readonly only?: RunFeature;
  /** Where it cannot. */
  readonly not?: RunFeature;
}

const FAILURES: readonly RunFailure[] = [
  {
    outcome: 'guard error',
    count: ({ guardErrors }) => guardErrors,
    property: 'StablePages',
    what: 'data changed under writeback',
    not: 'parity',
  },
  {
    outcome: 'parity error',
    count: ({ parityErrors }) => parityErrors,
    property: 'StablePages',
    what: 'data changed between the computation of its parity and the transfer',
    only: 'parity',
  },
  {
    outcome: 'stripe inconsistent',
    count: (_, { scrub }) => scrub?.inconsistent,
    property: 'StablePages',
    what: 'at the end, the parity of a stripe is not that of its blocks; two errors may hide each other',
    only: 'parity',
  },
  {
    outcome: 'block rebuilt wrong',
    count: (_, { scrub }) => scrub?.rebuiltWrong,
    property: 'StablePages',
    what: 'when a device of such a stripe is lost, each of its blocks is computed wrong, whoever wrote it',
    only: 'parity',
  },
  {
    outcome: 'surprise dirty',
    count: ({ surpriseDirty }) => surpriseDirty,
    property: 'NoSurpriseDirty',
    what: 'a page became dirty without notice',
  },
  {
    outcome: 'dirty page dropped',
    count: ({ droppedDirty }) => droppedDirty,
    property: 'NoLostWrite',
    what: 'a write was thrown away',
  },
  {
    outcome: 'no space',
    count: ({ noSpace }) => noSpace,
    property: 'NoSpaceSurprise',
    what: 'writeback found no block for its write',
  },
  {
    outcome: 'pin refused',
    count: ({ pinsRefused }) => pinsRefused,
    property: 'PinAvailability',
    what: 'a request for a pin was answered with an error; the user asks again',
  },
  {
    outcome: 'fsync starved',
    count: ({ fsyncsStarved }) => fsyncsStarved,
    property: 'FsyncProgress',
    what: 'an fsync() waited longer than a second',
  },
  {
    outcome: 'lock held in vain',
    count: ({ waitsInVain }) => waitsInVain,
    property: 'NoLockDeadlock',
    what: 'a pass waited longer than a second for an unpin, with the page locked',
  },
  {
    outcome: 'page lost at the end',
    count: (_, { lostPages }) => lostPages,
    property: 'NoLostWrite',
    what: 'a clean page at rest is not on disk',
  },
  {
    outcome: 'read-back error',
    count: (_, { readBackErrors }) => readBackErrors,
    what: 'a block in the file is not what was written, by its tags or its bytes; no design is about that',
  },
  {
    outcome: 'clone changed',
    count: ({ clonesChanged }) => clonesChanged,
    property: 'CowIsolation',
    what: 'a page was written in place to a block that the clone has',
    only: 'reflink',
  },
  {
    outcome: 'freed block written',
    count: ({ freedWritten }) => freedWritten,
    property: 'FreedBlocksUntouched',
    what: 'a device wrote to a block after it was freed',
    only: 'dax',
  },
  {
    outcome: 'truncate starved',
    count: ({ truncatesStarved }) => truncatesStarved,
    property: 'TruncateProgress',
    what: 'a truncate() waited longer than a second',
    only: 'truncate',
  },
  {
    outcome: 'writer starved',
    count: ({ throttlesStarved }) => throttlesStarved,
    property: 'ThrottleProgress',
    what: 'a writer waited longer than a second in balance_dirty_pages()',
    only: 'throttle',
  },
];

/**
 * The table of outcomes of a run. A failure is interesting where the design's models refute the property that it breaks, and
 * forbidden where they do not.
 *
 * @param features those of the run: rows of others are left out.
 */
export function runOutcomes(
  { counts, ...end }: RunEnd & Pick<FreeRunReport, 'counts'>,
  manifest: Manifest,
  features: readonly RunFeature[] = [],
): readonly Outcome[] {
  const has = (only: RunFeature | undefined): boolean => only === undefined || features.includes(only);
  const work = WORK.filter(([, , , only]) => has(only));
  const failures = FAILURES.filter(
    ({ only, not }) => has(only) && (not === undefined || !features.includes(not)),
  );
  return [
    ...work.map(([outcome, count, reason]) => ({
      outcome,
      count: counts[count],
      grade: 'acceptable' as const,
      reason,
    })),
    ...failures.flatMap(({ outcome, count: countOf, property, what }) => {
      const count = countOf(counts, end);
      return count === undefined ? [] : [{ outcome, count, ...judge(property, what, manifest) }];
    }),
  ];
}

/** Whether an outcome happened that the models rule out. */
export const isForbidden = ({ grade, count }: Outcome): boolean => grade === 'forbidden' && count > 0;

function judge(
  property: string | undefined,
  what: string,
  manifest: Manifest,
): Pick<Outcome, 'grade' | 'reason'> {
  if (property === undefined) return { grade: 'forbidden', reason: what };
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
