import type { ModelTask } from '../manifest/index.ts';
import { parseSanyText, parseSemanticXml, type ModuleStructure } from '../parser/index.ts';
import { exportSemanticXml } from '../tlc/index.ts';
import { fail, type Result } from '../trace/index.ts';
import { OUT_OF_TIME, timeLeft, type ModelSettings } from './settings.ts';

/** What SANY knows of a model's module and of all that it extends. */
export async function readStructure(
  task: ModelTask,
  settings: ModelSettings,
): Promise<Result<ModuleStructure, string>> {
  const { folder, module } = task;
  const timeLimitMilliseconds = timeLeft(settings);
  if (timeLimitMilliseconds === 0) return fail(OUT_OF_TIME);
  const xml = await exportSemanticXml({ ...settings, timeLimitMilliseconds, folder, module });
  if (!xml.ok) return fail(xml.error.message);
  const { ended, exitCode, stdout, stderr } = xml.value;
  if (ended === 'time-limit') return fail(OUT_OF_TIME);
  if (ended === 'aborted') return fail('it was interrupted');
  if (exitCode !== 0) {
    const [error] = parseSanyText(`${stdout}\n${stderr}`.split('\n')).errors;
    return fail(`SANY's XMLExporter failed: ${error?.message ?? `exit status ${exitCode}`}`);
  }
  const parsed = parseSemanticXml(stdout);
  return parsed.ok ? parsed : fail(parsed.error.message);
}
