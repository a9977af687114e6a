import { parseSanyText, readTlcOutput, type NextStateDisjunct, type TlcOutput } from '../parser/index.ts';
import { runTlc } from '../tlc/index.ts';
import { fail, ok, traceStates, type Result, type State, type Trace } from '../trace/index.ts';
import { UNNAMED_ACTION } from './build-trace.ts';
import { askDisjunct, explainModule, freshPrefix, type Question, type StatePair } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { isShownAs } from './label-trace.ts';
import { readAnswers, type Answers } from './read-answers.ts';
import { OUT_OF_TIME, timeLeft } from './settings.ts';

/** What TLC says of a trace. */
export interface Asked {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  /** What a reader of the trace has to know of how it was asked. */
  readonly notes: readonly string[];
}

/** Ways to ask, from the best to the one that asks TLC for no more than it has evaluated before. */
const ATTEMPTS = [
  { onlyNamed: false, writtenOut: false },
  { onlyNamed: true, writtenOut: false },
  // A LOCAL definition cannot be called from another module, but its body can be written out.
  { onlyNamed: true, writtenOut: true },
] as const;

/** Asks TLC which instances of which disjuncts allow each step of a trace. */
export async function askTlc(
  trace: Trace,
  disjuncts: readonly NextStateDisjunct[],
  request: ExplainRequest,
): Promise<Result<Asked, string>> {
  const prefix = freshPrefix(request.structure);
  let reason = '';
  for (const attempt of ATTEMPTS) {
    const asked = disjuncts.map((disjunct) =>
      askDisjunct(disjunct, request.structure, prefix, attempt.writtenOut),
    );
    const unprintable = asked.find((question) => !question.ok);
    if (unprintable && !unprintable.ok) return fail(unprintable.error);
    const questions = asked.flatMap((question) => (question.ok ? [question.value] : []));
    const pairs = pairsOf(trace, questions, attempt.onlyNamed);
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

/** Steps between fully assigned states, with the questions to ask of each. */
function pairsOf(trace: Trace, questions: readonly Question[], onlyNamed: boolean): StatePair[] {
  const states = traceStates(trace);
  const isLasso = trace.end.kind === 'lasso';
  const path = trace.end.kind === 'lasso' ? [...states, states[trace.end.backTo]!] : states;
  const isWhole = (state: State): boolean => [...trace.initial.keys()].every((name) => state.has(name));
  return path.slice(1).flatMap((after, step) => {
    const before = path[step]!;
    if (!isWhole(before) || !isWhole(after)) return [];
    const said = isLasso && step === trace.steps.length ? trace.end.step : trace.steps[step]!;
    const name = said.actions[0].name;
    const asked = questions.flatMap((question, i) =>
      !onlyNamed || name === UNNAMED_ACTION || isShownAs(question, name, said.location) ? [i] : [],
    );
    return [{ step, before, after, asked }];
  });
}

async function run(
  pairs: readonly StatePair[],
  questions: readonly Question[],
  { folder, module, config, settings }: ExplainRequest,
  prefix: string,
  writtenOut: boolean,
): Promise<Result<Answers, string>> {
  if (timeLeft(settings) === 0) return fail(OUT_OF_TIME);
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
      modelSize: 'tiny',
      simulate: undefined,
      workers: 1,
      timeLimitMilliseconds: timeLeft(settings),
    },
    { onOutput: (text) => reader.push(text), ...(settings.signal && { signal: settings.signal }) },
  );
  if (!ran.ok) return fail(ran.error.message);
  const output = reader.end();
  if (ran.value.ended === 'time-limit') return fail(OUT_OF_TIME);
  if (ran.value.ended === 'aborted') return fail('it was interrupted');
  if (ran.value.exitCode === 0 && output.success2193) return ok(readAnswers(lines, prefix));
  return fail(`TLC could not evaluate the actions on the trace: ${whyNot(output)}`);
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
