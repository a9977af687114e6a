// Makes the script of the trace page and the styles of all pages: viewer/ becomes one script without imports and a style sheet
// for each page, since a page may load nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await build({
  configFile: false,
  root: at('viewer'),
  logLevel: 'warn',
  build: {
    lib: { entry: at('viewer/main.ts'), formats: ['iife'], name: 'page', fileName: () => 'page.js' },
    outDir: at('dist/viewer'),
    emptyOutDir: false,
    minify: 'esbuild',
    target: 'es2022',
  },
});
const theme = readFileSync(at('viewer/theme.css'), 'utf8');
for (const page of ['page', 'overview', 'matrix', 'coverage'])
  writeFileSync(at(`dist/viewer/${page}.css`), theme + readFileSync(at(`viewer/${page}.css`), 'utf8'));
