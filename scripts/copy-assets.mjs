// The files that are read at run time from beside the compiled module: templates, and the jar that starts TLC.
import { cpSync } from 'node:fs';

const folder = new URL('../', import.meta.url);
const notCompiled = { recursive: true, filter: (source) => !/\.(ts|java)$/.test(source) };
for (const assets of ['codegen/templates', 'tlc/launcher']) {
  cpSync(new URL(`src/${assets}`, folder), new URL(`dist/${assets}`, folder), notCompiled);
}
