import { readFile } from 'node:fs/promises';
import type { ModelReport } from '../check/index.ts';
import { gatherCoverage, type CoveredModule } from '../coverage/index.ts';
import { shownPath } from './shown-path.ts';
import { readSuites } from './suite/read-suites.ts';

/** What TLC counted in the modules of some models, with their texts; a module whose file is gone is left out. */
export async function readCoverage(reports: readonly ModelReport[]): Promise<readonly CoveredModule[]> {
  const pages = new Set<string>();
  const modules: CoveredModule[] = [];
  const gathered = gatherCoverage(reports, await readSuites(reports));
  for (const coverage of gathered) {
    const text = await readFile(coverage.file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const page = freeName(`coverage-${coverage.module}`, pages);
    const path = shownPath(coverage.file);
    const isShared = gathered.filter(({ file }) => file === coverage.file).length > 1;
    const title = isShared ? `${path} of ${shownPath(coverage.folder)}` : path;
    modules.push({ coverage, path, title, text, page });
  }
  return modules;
}

/** The name with `.html`, and a number where it is taken. */
function freeName(stem: string, used: Set<string>): string {
  let name = `${stem}.html`;
  for (let n = 2; used.has(name); n++) name = `${stem}-${n}.html`;
  used.add(name);
  return name;
}
