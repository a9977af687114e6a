import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The text of a file beside a module. (`new URL(name, import.meta.url)` would be another thing where vitest serves modules as to
 * a browser: for jsdom.)
 *
 * @param module The module's `import.meta.url`.
 */
export const readBeside = (module: string, name: string): string =>
  readFileSync(join(dirname(fileURLToPath(module)), name), 'utf8');
