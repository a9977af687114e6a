import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../trace/index.ts';

/** The project's settings, from `tracewright.config.json`; paths are absolute. */
export interface ProjectConfig {
  /** The file, when there is one. */
  readonly file?: string;
  readonly jar?: string;
  readonly libraries: readonly string[];
}

export const CONFIG_NAME = 'tracewright.config.json';

/** Reads the settings of the folder or of the nearest one above it that has any. The error names file and field. */
export async function readProjectConfig(folder: string): Promise<Result<ProjectConfig, string>> {
  const file = join(folder, CONFIG_NAME);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT') return fail(`${file} cannot be read: ${code}`);
    return dirname(folder) === folder ? ok({ libraries: [] }) : readProjectConfig(dirname(folder));
  }
  return parseProjectConfig(text, file);
}

const FIELDS = ['$schema', 'jar', 'libraries'];

/** The settings in the text of a configuration file. */
export function parseProjectConfig(text: string, file: string): Result<ProjectConfig, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return fail(`${file} is not JSON: ${(error as Error).message}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return fail(`${file}: the settings must be an object`);
  const unknown = Object.keys(json).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined)
    return fail(`${file}: there is no setting "${unknown}"; known are jar, libraries`);
  const { jar, libraries = [] } = json as { jar?: unknown; libraries?: unknown };
  if (jar !== undefined && typeof jar !== 'string') return fail(`${file}: "jar" must be a path`);
  if (!Array.isArray(libraries) || !libraries.every((entry) => typeof entry === 'string')) {
    return fail(`${file}: "libraries" must be a list of folders and jars`);
  }
  const folder = dirname(file);
  return ok({
    file,
    ...(jar !== undefined && { jar: resolve(folder, jar) }),
    libraries: libraries.map((entry) => resolve(folder, entry)),
  });
}
