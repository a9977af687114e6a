// Derives the generator form of the kernel core, and of the broken primitives that test the explorer. The folders are wiped
// first, so that a removed source leaves nothing behind.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deriveFibres } from './derive-fibres.mjs';

/**
 * The functions that are one step of the model, outside of the policy points: each is atomic against everybody else. Where
 * others wait, it is their try.
 */
const STEPS = [
  'tryHandleWriteFault',
  'storeThroughMapping',
  'gupFastRead',
  'gupFastCount',
  'gupFastCheck',
  'startDma',
  'dmaWriteTail',
  'finishDma',
  'unpinUserPage',
  'tryLockForWriteback',
  'pageMkclean',
  'transferBio',
  'endPageWriteback',
  'fsyncStart',
  'tryFsyncReturn',
  'invalidateFolio',
  'truncateStart',
  'extendFile',
  'shareBlock',
  'throttleWriter',
  'releaseWriter',
];

const root = fileURLToPath(new URL('..', import.meta.url));
const kernel = join(root, 'src/kernel');
const announce = join(kernel, 'schedule/announce.ts');

derive(
  kernel,
  ['flags', 'mm', 'fs', 'block', 'designs', 'actors', 'layout/contents.ts', 'programs/page-programs.ts'],
  join(kernel, 'schedule/generated'),
  STEPS,
);
const broken = join(root, 'test/unit/kernel/schedule/broken');
derive(broken, ['primitives'], join(broken, 'generated'), []);

function derive(base, parts, folder, steps) {
  const files = parts.flatMap((part) => sourcesBelow(join(base, part)));
  const texts = deriveFibres(files, {
    tsconfig: join(root, 'tsconfig.json'),
    atomics: join(kernel, 'atomics/native.ts'),
    announce,
    steps,
    target: (file) => join(folder, relative(base, file)),
  });
  const missing = steps.filter((name) => !texts.some(([, text]) => text.includes(`stepBegun('${name}'`)));
  if (missing.length > 0) throw new Error(`no fibre is called ${missing.join(', ')}`);
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of texts) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function sourcesBelow(path) {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(path, name))
    .sort();
}
