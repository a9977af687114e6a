import { expectationErrors } from '../check/index.ts';
import { discoverModels, type Discovery } from '../manifest/index.ts';

/** The models below the given paths, without those of which a manifest expects what TLC is not asked for. */
export async function findModels(paths: readonly string[], config?: string): Promise<Discovery> {
  const found = await discoverModels(paths.length > 0 ? paths : ['.'], config);
  const wrong = (await Promise.all(found.manifests.map(expectationErrors))).flat();
  const models = new Set(wrong.map(({ task }) => task.expected));
  return {
    ...found,
    tasks: found.tasks.filter(({ expected }) => !expected || !models.has(expected)),
    errors: [...found.errors, ...wrong.map(({ error }) => error)],
  };
}
