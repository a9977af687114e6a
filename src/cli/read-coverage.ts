import { readFile } from 'node:fs/promises';
import type { ModelReport } from '../check/index.ts';
import { gatherCoverage, type CoveredModule } from '../coverage/index.ts';
import { shownPath } from './shown-path.ts';
import { readSuites } from './suite/read-suites.ts';

/** What TLC counted in the modules of some models, with their texts; a module whose file is gone is left out. */
export async function readCoverage(reports: readonly ModelReport[]): Promise<readonly CoveredModule[]> {
  const pages = new Set<string>();
  const modules: CoveredModule[] = [];
  for (const coverage of gatherCoverage(reports, await readSuites(reports))) {
    const text = await readFile(coverage.file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const page = freeName(`coverage-${coverage.module}`, pages);
    modules.push({ coverage, path: shownPath(coverage.file), text, page });
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
