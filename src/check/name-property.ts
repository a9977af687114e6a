import type { ModelTask } from '../manifest/index.ts';
import { printConfig, type TlcConfig } from '../parser/index.ts';
import type { Verdict } from '../trace/index.ts';
import { judge } from './judge.ts';
import { readRun } from './read-run.ts';
import type { CheckSettings } from './settings.ts';
import { startTlc } from './start-tlc.ts';

/**
 * TLC 2.18 does not say which temporal property was violated. Where there are several, each is asked for alone.
 */
export async function nameProperty(
  verdict: Verdict,
  task: ModelTask,
  config: TlcConfig,
  settings: CheckSettings,
): Promise<Verdict> {
  if (verdict.kind !== 'violated' || verdict.violation.kind !== 'temporal-property') return verdict;
  if (verdict.violation.names.length > 0) return verdict;
  const properties = config.statements.flatMap((statement) =>
    statement.keyword === 'PROPERTY' ? statement.names.map(({ name }) => name) : [],
  );
  const names = properties.length === 1 ? properties : await culprits(properties, task, config, settings);
  return { ...verdict, violation: { kind: 'temporal-property', names } };
}

async function culprits(
  properties: readonly string[],
  task: ModelTask,
  config: TlcConfig,
  settings: CheckSettings,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const property of properties) {
    const alone = withProperty(config, property);
    const run = await readRun(startTlc(task, settings, printConfig(alone)));
    if (!run.ok) continue;
    const { verdict } = judge(run.value.output, run.value.process, alone, []);
    if (verdict.kind === 'violated' && verdict.violation.kind === 'temporal-property') found.push(property);
  }
  return found;
}

/** The configuration with one temporal property and no invariant. */
const withProperty = (config: TlcConfig, property: string): TlcConfig => ({
  statements: [
    ...config.statements.filter(({ keyword }) => keyword !== 'PROPERTY' && keyword !== 'INVARIANT'),
    { keyword: 'PROPERTY', names: [{ name: property, line: 0 }], line: 0 },
  ],
});
