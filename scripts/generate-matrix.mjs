/**
 * Writes docs/matrix.md: what TLC says of every design of specs/, as `tracewright matrix` prints it. With --check it writes
 * nothing, and exits with 1 when the file is not that. Needs a build, and minutes where no verdict is in the cache.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const file = `${root}docs/matrix.md`;
const { status, stdout } = spawnSync(
  process.execPath,
  ['bin/tracewright.js', 'matrix', 'specs', '--markdown'],
  { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] },
);
process.exitCode = status ?? 2;
if (status === 0 && process.argv[2] === '--check') {
  if (readFileSync(file, 'utf8') !== stdout) {
    console.error(
      'docs/matrix.md is not what TLC says today: npm run generate:docs, and look at the difference',
    );
    process.exitCode = 1;
  }
} else if (status === 0) {
  writeFileSync(`${file}.new`, stdout);
  renameSync(`${file}.new`, file);
}
