/** Writes docs/matrix.md: what TLC says of every design of specs/, as `tracewright matrix` prints it. Needs a build. */
import { spawnSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const file = `${root}docs/matrix.md`;
const { status, stdout } = spawnSync(
  process.execPath,
  ['bin/tracewright.js', 'matrix', 'specs', '--markdown'],
  { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] },
);
if (status === 0) {
  writeFileSync(`${file}.new`, stdout);
  renameSync(`${file}.new`, file);
}
process.exitCode = status ?? 2;
