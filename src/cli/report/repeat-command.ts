import { join, relative } from 'node:path';
import type { ModelTask } from '../../manifest/index.ts';
import { shellWord } from '../shell-word.ts';
import { shownPath } from '../shown-path.ts';

/** The command that checks a model again; `options` are those that change what TLC does, each with a space before it. */
export function repeatCommand(
  { folder, module, config, only }: Pick<ModelTask, 'folder' | 'module' | 'config' | 'only'>,
  options: string,
): string {
  const file = shellWord(shownPath(join(folder, `${module}.tla`)));
  const property = only?.length === 1 ? ` --property ${shellWord(only[0] as string)}` : '';
  return `npx tracewright check ${file} --config ${shellWord(relative(folder, config))}${property}${options}`;
}
