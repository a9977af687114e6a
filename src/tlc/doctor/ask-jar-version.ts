import { SAMPLE_MODEL, writeSampleModel } from '../java/sample-model.ts';
import { captureProcess } from '../run/capture-process.ts';
import { makePrivateFolder } from '../run/private-folder.ts';
import { tlcArguments } from '../run/tlc-arguments.ts';
import { versionInOutput } from './capabilities.ts';

const TIME_LIMIT_MILLISECONDS = 60_000;

/** Which TLC is in a jar, by running it on a sample model; undefined if it does not say. */
export async function askJarVersion(java: string, jar: string): Promise<string | undefined> {
  const folder = makePrivateFolder();
  if (!folder.ok) return undefined;
  writeSampleModel(folder.value.path);
  const model = { ...SAMPLE_MODEL, jar, folder: folder.value.path, modelSize: 'tiny' } as const;
  const run = await captureProcess({
    command: java,
    args: tlcArguments(model, folder.value),
    workingFolder: folder.value.path,
    privateFolder: folder.value.path,
    timeLimitMilliseconds: TIME_LIMIT_MILLISECONDS,
  });
  return run.ok ? versionInOutput(run.value.stdout) : undefined;
}
