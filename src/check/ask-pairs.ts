import { readTlcOutput } from '../parser/index.ts';
import { runTlc } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { explainModule, freshPrefix, type Question, type StatePair } from './explain-module.ts';
import type { QuestionRequest } from './questions.ts';
import { readAnswers, type Answers } from './read-answers.ts';
import type { CheckSettings } from './settings.ts';

/** The model that states came from. */
export interface ExplainRequest extends QuestionRequest {
  readonly folder: string;
  readonly module: string;
  readonly settings: CheckSettings;
}

/** Below this, the second compiler of the JVM costs more than it gains. */
const TINY_PAIRS = 1000;

/** Asks TLC, in one run, which instances allow each pair of states; the error says why it could not answer. */
export async function askPairs(
  pairs: readonly StatePair[],
  questions: readonly Question[],
  { folder, module, config, structure, settings }: ExplainRequest,
): Promise<Result<Answers, string>> {
  const prefix = freshPrefix(structure);
  const written = explainModule(module, pairs, questions, config, prefix);
  const lines: string[] = [];
  const reader = readTlcOutput({ onUserLine: (line) => lines.push(line) });
  const run = await runTlc(
    {
      ...settings,
      folder,
      module: written.module,
      generated: {
        files: { [`${written.module}.tla`]: written.text, [`${written.module}.cfg`]: written.config },
      },
      configFile: `${written.module}.cfg`,
      modelSize: pairs.length < TINY_PAIRS ? 'tiny' : 'unknown',
      simulate: undefined,
    },
    { onOutput: (text) => reader.push(text), ...(settings.signal && { signal: settings.signal }) },
  );
  if (!run.ok) return fail(run.error.message);
  const output = reader.end();
  if (run.value.exitCode !== 0 || !output.success2193) {
    const said = output.findings[0]?.cause?.text ?? output.findings[0]?.text ?? output.sanyText.join(' ');
    return fail(`TLC could not evaluate the actions on the states: ${said.trim().split('\n')[0]}`);
  }
  return ok(readAnswers(lines, prefix));
}
