import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStateGraph } from '../check/index.ts';
import { programConfig } from '../conformance/index.ts';
import { decodeGraph, encodeGraph, type StateGraph } from '../graph/index.ts';
import type { DesignName } from '../kernel/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { EntryStore, programHash } from '../verdict-cache/index.ts';
import type { CommandContext } from './commands/context.ts';
import { graphProblem } from './graph-problem.ts';
import { SPECS } from './specs-folder.ts';
import type { Tools } from './tools.ts';

/**
 * The state graph of the small world of an explorer's program, from TLC or from the cache, where it is kept under the hash of
 * all that it is made from. The error says why there is none.
 */
export async function programGraph(
  name: string,
  design: DesignName,
  tools: Tools,
  { env, signal, terminal }: CommandContext,
): Promise<Result<StateGraph, string>> {
  const task = programTask(name, design);
  const libraries = [...tools.libraries, join(SPECS, 'common')];
  const inputs = hashOf([programHash(), tools.jarSha256, task.configText, ...sourcesOf(task.folder)]);
  const store = new EntryStore(env, 'graphs', { files: 400, bytes: 256 * 2 ** 20 });
  const kept = store.read(inputs);
  if (kept !== undefined && 'json' in kept) {
    const decoded = decodeGraph(Buffer.from(String(kept.json), 'base64'), inputs);
    if (decoded.ok) return ok(decoded.value.graph);
  }
  terminal.log.write(`TLC makes the state graph of ${design} in the world of ${name}, once\n`);
  const read = await readStateGraph(task, { ...tools, libraries, explain: 'every', signal });
  if (!read.ok) return fail(graphProblem(read.error, '--no-model explores without asking for it'));
  const { graph } = read.value;
  store.write(inputs, Buffer.from(encodeGraph(graph, inputs)).toString('base64'));
  return ok(graph);
}

/** A model without a configuration file of its own: its world is that of the program. */
function programTask(name: string, design: DesignName): ModelTask {
  const folder = join(SPECS, design);
  return {
    folder,
    module: moduleName(design),
    config: join(folder, `${name}.cfg`),
    configText: programConfig(name, design),
  };
}

/** `pin-blocks-drain` has the module PinBlocksDrain. */
const moduleName = (design: string): string =>
  design
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** The texts of the modules that the design may be made of. */
const sourcesOf = (folder: string): readonly string[] =>
  [folder, join(SPECS, 'common')].flatMap((path) =>
    readdirSync(path)
      .filter((file) => file.endsWith('.tla'))
      .sort()
      .map((file) => `${file}\n${readFileSync(join(path, file), 'utf8')}`),
  );

const hashOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
