import type { NextStateDisjunct } from '../parser/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { askDisjuncts, explainModule, freshPrefix, type Question } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { readAnswers, type Answers } from './read-answers.ts';
import { runOwnModule } from './run-own-module.ts';
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
    const { module, config } = request;
    const written = explainModule(module, pairs, questions, config, prefix, attempt.writtenOut);
    const lines: string[] = [];
    const size = pairs.length < TINY_PAIRS ? 'tiny' : 'unknown';
    const ran = await runOwnModule(written, request, (line) => lines.push(line), size);
    if (ran.ok) {
      const answers = readAnswers(lines, prefix);
      return ok({ questions, answers, notes: notesOn(answers, reason) });
    }
    reason ||= ran.error;
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
