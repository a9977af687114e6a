import { resolve } from 'node:path';
import { ensureClassArchive, findJava, findLauncher, resolveJar } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { readProjectConfig } from './config-file.ts';
import { libraryProblem } from './libraries.ts';

/** Options that every command which runs TLC takes. */
export interface ToolOptions {
  readonly jar?: string;
  readonly lib?: readonly string[];
}

/** Java, the jar, and where modules come from. */
export interface Tools {
  readonly java: string;
  readonly jar: string;
  readonly jarSha256: string;
  readonly classArchive?: string;
  readonly launcher: string;
  readonly libraries: readonly string[];
}

/**
 * Finds the tools. The error is a message that says what is missing and what to do. `say` is told of slow steps.
 * @param folder Whose settings count: those in it, or in the nearest folder above it that has any.
 */
export async function findTools(
  options: ToolOptions,
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
  folder = process.cwd(),
): Promise<Result<Tools, string>> {
  const config = await readProjectConfig(folder);
  if (!config.ok) return config;
  const libraries = [
    ...(options.lib ?? []).map((path) => ({ path: resolve(path), namedBy: '--lib' })),
    ...config.value.libraries,
  ];
  const missing = libraries.map(libraryProblem).find((problem) => problem !== undefined);
  if (missing !== undefined) return fail(missing);
  const java = await findJava(env);
  if (!java.ok) return fail(java.error.message);
  const jar = await resolveJar({ flag: options.jar, env, configured: config.value.jar });
  if (!jar.ok) return fail(jar.error.message);
  const launcher = findLauncher(env);
  const archive = await ensureClassArchive({ java: java.value, jar: jar.value, launcher, env });
  if ('made' in archive && archive.made)
    say('made a class-data archive for this Java and this jar (once): TLC starts faster with it\n');
  return ok({
    java: java.value.path,
    jar: jar.value.path,
    jarSha256: jar.value.sha256,
    ...(archive.path !== undefined && { classArchive: archive.path }),
    launcher,
    libraries: libraries.map(({ path }) => path),
  });
}
