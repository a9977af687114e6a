import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cannotWrite, errnoOf, TEMPORARY_ELSEWHERE, type RunProblem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { PrivateFolder } from './private-folder.ts';
import type { TlcModel } from './tlc-arguments.ts';

/** Modules and configurations that are made for one run, by file name. */
export interface GeneratedFiles {
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Writes the files of a run into its private folder, and has the run take them from there. The working folder stays the
 * model's own, so that a module among them can extend the modules there whatever the folder's path is.
 */
export function placeGeneratedFiles<M extends TlcModel>(
  model: M,
  generated: GeneratedFiles | undefined,
  privateFolder: PrivateFolder,
): Result<M, RunProblem> {
  if (!generated) return ok(model);
  const folder = join(privateFolder.path, 'generated');
  try {
    mkdirSync(folder);
    for (const [name, text] of Object.entries(generated.files)) writeFileSync(join(folder, name), text);
  } catch (error) {
    const errno = errnoOf(error);
    rmSync(privateFolder.path, { recursive: true, force: true });
    const message = cannotWrite(`to ${folder}`, errno, TEMPORARY_ELSEWHERE);
    return fail({ code: 'run-folder-not-writable', message, path: folder, errno });
  }
  const configFile = model.configFile in generated.files ? join(folder, model.configFile) : model.configFile;
  if (!(`${model.module}.tla` in generated.files)) return ok({ ...model, configFile });
  return ok({ ...model, configFile, libraries: [folder, ...(model.libraries ?? [])] });
}
