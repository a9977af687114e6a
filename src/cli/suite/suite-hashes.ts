import { readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Vitest } from 'vitest/node';
import { contentHash, walksFile } from '../../codegen/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import { parseWalks, walksToJson } from '../../trace/index.ts';
import { traceId } from '../trace-id.ts';
import { suiteFile, type SuiteLocation } from './suite-location.ts';
import { shownPath } from '../shown-path.ts';

/**
 * What a certificate is about, in a line: the state graphs that were walked, the suite, and the driver with all modules of the
 * project that it imports, as vitest has loaded them. Undefined for a suite without walks.
 */
export async function suiteHashes(
  manifest: Manifest,
  location: SuiteLocation,
  run: Vitest,
): Promise<string | undefined> {
  const walked = manifest.models.filter(({ walk }) => walk !== undefined);
  if (walked.length === 0) return undefined;
  const graphs = await Promise.all(
    walked.map(async (model) => {
      const id = traceId(model);
      return `${id} ${await graphHash(join(location.output, walksFile(id)))}`;
    }),
  );
  const suite = contentHash(await readFile(suiteFile(location), 'utf8'));
  // Modules are known by where links lead.
  const [start, project] = await Promise.all([realpath(location.driver), realpath(location.project)]);
  const files = importedFiles(run, start);
  if (files.length === 0)
    return `${shownPath(location.target)}: which modules the driver imports is not known, so no hash tells what the certificate is about`;
  const texts = await Promise.all(
    files.map(async (file) => `${posix(relative(project, file))}\n${await readFile(file, 'utf8')}`),
  );
  const driver = `${contentHash(texts.join('\0'))} (${files.length} ${files.length === 1 ? 'file' : 'files'})`;
  const what = `graph ${graphs.join(', graph ')}, suite ${suite}, driver ${driver}`;
  return `${shownPath(location.target)}: the certificate is about (SHA-256, first 16 digits) ${what}`;
}

/** The hash of a state graph, whatever walks go through it. */
async function graphHash(file: string): Promise<string> {
  const set = parseWalks(await readFile(file, 'utf8'));
  return set.ok ? contentHash(walksToJson({ ...set.value, goal: '', walks: [] }, '')) : 'unreadable';
}

/** A module and all that it imports, directly or not, but for libraries; sorted. None if it was not loaded. */
function importedFiles(run: Vitest, start: string): readonly string[] {
  const found = new Set<string>();
  const graphs = run.projects.flatMap(({ vite }) => Object.values(vite.environments));
  for (const { moduleGraph } of graphs) {
    const open = [...(moduleGraph.getModulesByFile(posix(start)) ?? [])];
    if (open.length > 0) found.add(start);
    for (let module = open.pop(); module !== undefined; module = open.pop()) {
      for (const imported of module.importedModules) {
        const { file } = imported;
        if (file === null || found.has(file) || !isOfProject(file)) continue;
        found.add(file);
        open.push(imported);
      }
    }
  }
  return [...found].sort();
}

const isOfProject = (file: string): boolean =>
  /^(\/|[A-Za-z]:)/.test(file) && !file.includes('/node_modules/');

const posix = (path: string): string => path.split(sep).join('/');
