// Fails when generated files are not what their generators make today, with the command that mends it. Suites are only
// compared, most of them by the hashes in their headers (with --all, all of them with what TLC says today); the other files are
// made again to see that.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { staleSuite } from '../dist/cli/suite/stale-suite.js';
import { suiteLocation } from '../dist/cli/suite/suite-location.js';
import { discoverModels } from '../dist/manifest/index.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const folders = [
  'src/parser/generated',
  'src/kernel/schedule/generated',
  'test/unit/kernel/schedule/broken/generated',
  'src/tlc/launcher',
  'docs/pictures',
];

function hashes() {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return new Map(files.map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

const before = hashes();
const run = (...args) =>
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
run('scripts/generate-parser.mjs');
run('scripts/generate-fibres.mjs');
run('scripts/generate-launcher.mjs');
run('scripts/generate-pictures.mjs');
const after = hashes();

const names = new Set([...before.keys(), ...after.keys()]);
const changed = [...names].filter((name) => before.get(name) !== after.get(name));
if (changed.length > 0) {
  console.error(`generated files were not current:\n${changed.map((name) => `  ${name}`).join('\n')}`);
  console.error('they have been written again; look at the difference and commit it (npm run generate)');
  process.exitCode = 1;
} else {
  console.log(`generated files are current: ${names.size}`);
}
// TLC makes the examples' suites again; of the others, their headers must fit the sources that they were made from.
const isThorough = process.argv.includes('--all');
const suites = spawnSync(
  process.execPath,
  ['bin/tracewright.js', 'generate', '--check', ...(isThorough ? ['specs'] : []), 'examples'],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
if (suites.status !== 0) process.exitCode = 1;

const found = await discoverModels([join(root, 'specs')]);
for (const suite of found.manifests.filter(({ manifest }) => manifest.suite)) {
  const stale = await staleSuite(suite, await suiteLocation(suite), []);
  if (stale === undefined) continue;
  console.error(`${stale.reasons.join('\n')}\nwrite the suite again with: ${stale.command}`);
  process.exitCode = 1;
}
