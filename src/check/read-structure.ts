import type { ModelTask } from '../manifest/index.ts';
import { parseSemanticXml, type ModuleStructure } from '../parser/index.ts';
import { exportSemanticXml } from '../tlc/index.ts';
import { fail, type Result } from '../trace/index.ts';
import type { CheckSettings } from './settings.ts';

/** What SANY knows of a model's module and of all that it extends. */
export async function readStructure(
  task: ModelTask,
  settings: CheckSettings,
): Promise<Result<ModuleStructure, string>> {
  const xml = await exportSemanticXml({ ...settings, folder: task.folder, module: task.module });
  if (!xml.ok) return fail(xml.error.message);
  const parsed = parseSemanticXml(xml.value.stdout);
  return parsed.ok ? parsed : fail(parsed.error.message);
}
