// Derives the generator form of the kernel core, and of the broken primitives that test the explorer. The folders are wiped
// first, so that a removed source leaves nothing behind.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deriveFibres } from './derive-fibres.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const kernel = join(root, 'src/kernel');
const announce = join(kernel, 'schedule/announce.ts');

derive(
  kernel,
  ['flags', 'mm', 'fs', 'block', 'designs', 'actors', 'layout/contents.ts'],
  join(kernel, 'schedule/generated'),
);
const broken = join(root, 'test/unit/kernel/schedule/broken');
derive(broken, ['primitives'], join(broken, 'generated'));

function derive(base, parts, folder) {
  const files = parts.flatMap((part) => sourcesBelow(join(base, part)));
  const texts = deriveFibres(files, {
    tsconfig: join(root, 'tsconfig.json'),
    atomics: join(kernel, 'atomics/native.ts'),
    announce,
    target: (file) => join(folder, relative(base, file)),
  });
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
