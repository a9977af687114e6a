import { join } from 'node:path';
import type { ModelTask } from '../manifest/index.ts';
import { parseConfig, type Finding, type TlcConfig, type TlcOutput } from '../parser/index.ts';
import { rememberModelSize } from '../tlc/index.ts';
import type { Verdict } from '../trace/index.ts';
import { attachTrace } from './attach-trace.ts';
import { coverGuards } from './coverage/guard-reader.ts';
import { judge } from './judge.ts';
import { makeReport, type CheckWatch, type ModelCoverage, type ModelReport } from './model-report.ts';
import { narrowConfig } from './narrow-config.ts';
import { nameProperty } from './name-property.ts';
import { placeInConfig } from './place-in-config.ts';
import { readRun } from './read-run.ts';
import { sawAllStates } from './saw-all-states.ts';
import type { ModelSettings } from './settings.ts';
import { specErrors } from './spec-errors.ts';
import type { StartedRun } from './start-tlc.ts';

/** Reads a run while it goes on, judges it when it has ended, and names what TLC leaves unnamed. */
export async function interpretRun(
  run: StartedRun,
  task: ModelTask,
  settings: ModelSettings,
  watch: CheckWatch,
): Promise<ModelReport> {
  const parsed = parseConfig(task.configText);
  if (!parsed.ok) {
    run.stop();
    await run.ended;
    const { line, column, message } = parsed.error;
    const location = { module: '', beginLine: line, beginColumn: column, endLine: line, endColumn: column };
    return makeReport(task, { kind: 'spec-error', errors: [{ message, file: task.config, location }] });
  }
  const config = task.only ? narrowConfig(parsed.value, task.only) : parsed.value;
  const ended = await readRun(run, watch);
  if (!ended.ok) return makeReport(task, { kind: 'tool-error', message: ended.error });
  const { output, process } = ended.value;
  const judged = judge(output, process, config, specErrors(output, join(task.folder, `${task.module}.tla`)));
  remember(judged.verdict, task);
  const named = await nameProperty(judged, output, task, config, settings);
  const traced = await attachTrace(named, task, config, settings);
  const verdict = withPlaces(traced.verdict, named.finding, task, config);
  return {
    ...makeReport(task, verdict, config),
    warnings: warningsOf(output),
    moduleFiles: [...output.modules.values()],
    ...(output.version !== undefined && { tlcVersion: output.version }),
    run: { logFile: process.logFile, argv: process.argv, wallMilliseconds: process.wallMilliseconds },
    ...(traced.unexplained && { unexplained: traced.unexplained }),
    ...(traced.violatedAt && { violatedAt: traced.violatedAt }),
    ...(traced.interface && { interface: traced.interface }),
    ...(settings.coverage && { coverage: await coverageOf(output, verdict, task, config, settings) }),
  };
}

/** What TLC counted, and what it says of the guards when it is asked; a mutant's are nobody's. */
async function coverageOf(
  output: TlcOutput,
  verdict: Verdict,
  task: ModelTask,
  config: TlcConfig,
  settings: ModelSettings,
): Promise<ModelCoverage> {
  const counted = { actions: output.coverage, expressions: output.expressionCoverage };
  if (!sawAllStates(verdict) || task.expected?.role === 'mutant') return counted;
  return { ...counted, guards: await coverGuards(task, config, settings) };
}

/** SANY's word for a PlusCal algorithm that is not what was translated, for example; no message of TLC's has it. */
const SANY_WARNING = /^!! WARNING: */;

const warningsOf = ({ messages, sanyText }: TlcOutput): readonly string[] => [
  ...sanyText.filter((line) => SANY_WARNING.test(line)).map((line) => line.replace(SANY_WARNING, '')),
  ...messages.filter(({ severity }) => severity === 3).map(({ body }) => body.trim()),
];

function withPlaces(
  verdict: Verdict,
  finding: Finding | undefined,
  task: ModelTask,
  config: TlcConfig,
): Verdict {
  if (verdict.kind !== 'spec-error') return verdict;
  return { ...verdict, errors: verdict.errors.map((error) => placeInConfig(error, finding, task, config)) };
}

function remember(verdict: Verdict, { folder, module, configText }: ModelTask): void {
  const states =
    'statistics' in verdict && verdict.kind !== 'cancelled' ? (verdict.statistics.distinct ?? 0) : 0;
  if (states > 0) rememberModelSize({ folder, module, configText, env: process.env }, states);
}
