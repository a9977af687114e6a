import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run-cli.ts';
import { tempCopy } from './temp-folder.ts';

/** A copy of the example of a queue as a project of its own, its implementation changed. */
export function queueProject(change: (source: string) => string = (source) => source): string {
  const folder = tempCopy(join(ROOT, 'examples/async-queue'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/tracewright'));
  symlinkSync(join(ROOT, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  const file = join(folder, 'async-queue.ts');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return folder;
}
