/** Draws the known failures of the study, from the traces that TLC found, for docs/the-answer.md. Needs a build. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Name of the picture, configuration of the saved trace, heading. */
const PICTURES = [
  [
    'wrong-checksum',
    'MCLinuxToday_inplace_rejects_StablePages',
    'Linux today: a direct IO lands in a page under writeback',
  ],
  ['lost-write', 'MCBaseline_rejects_NoLostWrite', 'Baseline: the data of a device is dropped'],
  [
    'freed-block',
    'MCBaseline_dax_short_rejects_FreedBlocksUntouched',
    'Baseline, DAX: a device writes a block that is free',
  ],
  ['clone-changes', 'MCBaseline_reflink_rejects_CowIsolation', 'Baseline, reflink: a write reaches a clone'],
  [
    'lock-deadlock',
    'MCPinBlocksLocked_short_rejects_FsyncProgress',
    'Waiting with the page lock held: deadlock',
  ],
  [
    'starved-fsync',
    'MCPinBlocksWriteback_rejects_FsyncProgress_stream',
    'Waiting without it: short pins starve fsync()',
  ],
  [
    'clobbered-store',
    'MCUserBouncePages_inplace_rejects_NoClobber',
    "Private pages: another's store is undone",
  ],
  [
    'used-up-reservation',
    'MCRfc2023_cow_pinned_rejects_NoSurpriseDirty',
    'RFC of 2023, copy on write: no reservation is left',
  ],
];

mkdirSync(`${root}docs/pictures`, { recursive: true });
for (const [name, config, title] of PICTURES)
  execFileSync(
    process.execPath,
    [
      'bin/tracewright.js',
      ...['trace', 'export', `test/cases/counterexamples/${config}.trace.json`],
      ...['--format', 'svg', '--title', title, '--output', `docs/pictures/${name}.svg`],
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
