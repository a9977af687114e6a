import type { ModelTask } from '../manifest/index.ts';
import { printConfig, type Finding, type TlcConfig, type TlcOutput } from '../parser/index.ts';
import type { Verdict } from '../trace/index.ts';
import { judge, type Judgement } from './judge.ts';
import { narrowConfig } from './narrow-config.ts';
import { readRun } from './read-run.ts';
import type { CheckSettings } from './settings.ts';
import { startTlc } from './start-tlc.ts';

/** A verdict with the output that has its counterexample. */
export interface NamedVerdict {
  readonly verdict: Verdict;
  readonly output: TlcOutput;
  readonly finding?: Finding;
}

/**
 * TLC 2.18 does not say which temporal property was violated. Where there are several, each is asked for alone, and the
 * counterexample is that of the expected one, or of the first: the one of all together need not violate each.
 */
export async function nameProperty(
  { verdict, finding }: Judgement,
  output: TlcOutput,
  task: ModelTask,
  config: TlcConfig,
  settings: CheckSettings,
): Promise<NamedVerdict> {
  const unchanged = { verdict, output, ...(finding && { finding }) };
  if (verdict.kind !== 'violated' || verdict.violation.kind !== 'temporal-property') return unchanged;
  const properties = config.statements.flatMap((statement) =>
    statement.keyword === 'PROPERTY' ? statement.names.map(({ name }) => name) : [],
  );
  const named = (names: readonly string[]): Verdict => ({
    ...verdict,
    violation: { kind: 'temporal-property', names },
  });
  if (properties.length === 1) return { ...unchanged, verdict: named(properties) };
  if (verdict.violation.names.length === 1) return unchanged;
  const culprits = await askAlone(properties, task, config, settings);
  if (culprits.length === 0) return unchanged;
  const expected = task.expected?.expect.result === 'violated' ? task.expected.expect.property : undefined;
  const shown = culprits.find(({ property }) => property === expected) ?? culprits[0]!;
  return {
    verdict: named(culprits.map(({ property }) => property)),
    output: shown.output,
    ...(shown.finding && { finding: shown.finding }),
  };
}

interface Culprit {
  readonly property: string;
  readonly output: TlcOutput;
  readonly finding?: Finding;
}

async function askAlone(
  properties: readonly string[],
  task: ModelTask,
  config: TlcConfig,
  settings: CheckSettings,
): Promise<readonly Culprit[]> {
  const found: Culprit[] = [];
  for (const property of properties) {
    const alone = narrowConfig(config, [property]);
    const run = await readRun(startTlc(task, settings, printConfig(alone)));
    if (!run.ok) continue;
    const { output, process } = run.value;
    const { verdict, finding } = judge(output, process, alone, []);
    if (verdict.kind === 'violated' && verdict.violation.kind === 'temporal-property') {
      found.push({ property, output, ...(finding && { finding }) });
    }
  }
  return found;
}
