// Makes the script and the style of the trace page: viewer/ becomes one script without imports, for a page that may load nothing.
import { copyFileSync } from 'node:fs';
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
copyFileSync(at('viewer/page.css'), at('dist/viewer/page.css'));
