// The templates are read at run time from beside the compiled loader.
import { cpSync } from 'node:fs';

const folder = new URL('../', import.meta.url);
cpSync(new URL('src/codegen/templates', folder), new URL('dist/codegen/templates', folder), {
  recursive: true,
  filter: (source) => !source.endsWith('.ts'),
});
