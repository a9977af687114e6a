import { parseSanyText, readTlcOutput, type NextStateDisjunct, type TlcOutput } from '../parser/index.ts';
import { runTlc } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { askDisjuncts, explainModule, freshPrefix, type Question } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { readAnswers, type Answers } from './read-answers.ts';
import type { StatePair } from './state-pair.ts';

/** What TLC says of a trace. */
export interface Asked {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  /** What a reader of the trace has to know of how it was asked. */
  readonly notes: readonly string[];
}

/** Below this, the second compiler of the JVM costs more than it gains. */
const TINY_PAIRS = 1000;

/** Ways to ask, from the best to the one that asks TLC for no more than it has evaluated before. */
const ATTEMPTS = [
  { onlyNamed: false, writtenOut: false },
  { onlyNamed: true, writtenOut: false },
  // A LOCAL definition cannot be called from another module, but its body can be written out.
  { onlyNamed: true, writtenOut: true },
] as const;

/** The pairs of states to ask about; `onlyNamed` asks TLC for the actions that it named there, and for no others. */
export type PairsOf = (questions: readonly Question[], onlyNamed: boolean) => readonly StatePair[];

/** Asks TLC which instances of which disjuncts allow each pair of states. */
export async function askTlc(
  pairsOf: PairsOf,
  disjuncts: readonly NextStateDisjunct[],
  request: ExplainRequest,
): Promise<Result<Asked, string>> {
  const prefix = freshPrefix(request.structure);
  let reason = '';
  for (const attempt of ATTEMPTS) {
    const asked = askDisjuncts(disjuncts, request.structure, attempt.writtenOut);
    if (!asked.ok) return asked;
    const questions = asked.value;
    const pairs = pairsOf(questions, attempt.onlyNamed);
    if (isObvious(questions) || pairs.length === 0) {
      return ok({ questions, answers: { answers: [], ranges: [], unread: 0 }, notes: [] });
    }
    const answers = await run(pairs, questions, request, prefix, attempt.writtenOut);
    if (answers.ok) return ok({ questions, answers: answers.value, notes: notesOn(answers.value, reason) });
    reason ||= answers.error;
  }
  return fail(reason);
}

/** One action without parameters explains every step. */
const isObvious = (questions: readonly Question[]): boolean =>
  questions.length === 1 && questions[0]?.parameters.length === 0;

function notesOn({ unread }: Answers, reason: string): readonly string[] {
  return [
    ...(reason === ''
      ? []
      : [`only the actions that TLC names were asked for, because otherwise: ${reason}`]),
    ...(unread === 0 ? [] : [`${unread} of TLC's answers could not be read, so an instance may be missing`]),
  ];
}

async function run(
  pairs: readonly StatePair[],
  questions: readonly Question[],
  { folder, module, config, settings }: ExplainRequest,
  prefix: string,
  writtenOut: boolean,
): Promise<Result<Answers, string>> {
  const written = explainModule(module, pairs, questions, config, prefix, writtenOut);
  const lines: string[] = [];
  const reader = readTlcOutput({ onUserLine: (line) => lines.push(line) });
  const ran = await runTlc(
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
      workers: 1,
    },
    { onOutput: (text) => reader.push(text), ...(settings.signal && { signal: settings.signal }) },
  );
  if (!ran.ok) return fail(ran.error.message);
  const output = reader.end();
  if (ran.value.exitCode === 0 && output.success2193) return ok(readAnswers(lines, prefix));
  return fail(`TLC could not evaluate the actions on the states: ${whyNot(output)}`);
}

function whyNot(output: TlcOutput): string {
  const [error] = parseSanyText(output.sanyText, output.modules).errors;
  const finding = output.findings[0];
  const said = error?.message ?? finding?.cause?.text ?? finding?.text ?? 'it gave no reason';
  const lines = said.trim().split('\n');
  return (
    lines.find((line) => !/^TLC threw|^This was probably|^See the User|^The exception was/.test(line)) ?? said
  );
}
