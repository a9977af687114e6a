import { printConfig, type ConfigStatement, type TlcConfig } from '../../parser/index.ts';
import { askRanges, type Question } from '../explain-module.ts';
import type { OwnModule } from '../run-own-module.ts';
import { TRY, TRY_MODULE } from '../try-module.ts';
import type { GuardQuestions } from './guard-questions.ts';

/** What a coverage module is written for. */
export interface CoverageRequest {
  readonly root: string;
  readonly config: TlcConfig;
  readonly prefix: string;
  /** TLA+ text of the initial predicate. */
  readonly initial: string;
  readonly questions: readonly Question[];
  readonly guards: GuardQuestions;
  /** Modules that what is written out may need, because the root module has them for itself only. */
  readonly extended: readonly string[];
}

/** Registers of TLCSet that a specification hardly uses; each part has three, then each question one. */
const FIRST_REGISTER = 10_000;
/** More instances of one disjunct are not told apart. */
const MOST_INSTANCES = 500;

const COUNT = 'TracewrightCount';
/** The names that the formulas of guards call. */
export const COUNT_OPERATORS = { tried: TRY, hit: `${COUNT}Hit` };

/**
 * Needs modules that the specification may not have, so it is one of its own. `@@` makes a table of values; a function
 * expression would be evaluated later, with all that it was made of before. `TRUE = ` makes a formula of what would be an action:
 * of that, TLC takes `\A` for a conjunction, and each conjunct deepens its stack.
 */
const COUNT_MODULE = `---- MODULE ${COUNT} ----
LOCAL INSTANCE Naturals
LOCAL INSTANCE FiniteSets
LOCAL INSTANCE Sequences
LOCAL INSTANCE TLC
LOCAL Add(register) == TLCSet(register, TLCGet(register) + 1)
${COUNT}Hit(part, result) ==
  Add(${FIRST_REGISTER} + 3 * part + (IF result = "TRUE" THEN 0 ELSE IF result = "FALSE" THEN 1 ELSE 2))
${COUNT}Take(register, values) ==
  LET known == TLCGet(register)
      said == ToString(values)
      key == IF said \\in DOMAIN known \\/ Cardinality(DOMAIN known) < ${MOST_INSTANCES} THEN said ELSE ""
  IN TLCSet(register, (key :> ((IF key \\in DOMAIN known THEN known[key] ELSE 0) + 1)) @@ known)
${COUNT}Begin(first, registers, value) == \\A i \\in 1..registers : TLCSet(first + i - 1, value)
${COUNT}Say(mark, tuple) == PrintT(mark \\o ToString(tuple))
${COUNT}Tell(mark, first, registers) ==
  TRUE = \\A i \\in 1..registers : ${COUNT}Say(mark, <<i - 1, TLCGet(first + i - 1)>>)
${COUNT}TellTaken(mark, first, registers) ==
  TRUE = \\A i \\in 1..registers :
    LET counts == TLCGet(first + i - 1)
    IN /\\ ${COUNT}Say(mark, <<i - 1, Cardinality(DOMAIN counts)>>)
       /\\ \\A k \\in DOMAIN counts :
            PrintT(mark \\o ToString(i - 1) \\o " " \\o ToString(counts[k]) \\o " " \\o k)
====
`;

/**
 * The model with a next-state relation that counts what is taken, and in each state what each part of each guard comes to.
 * TLC prints the counts when it has been in all states.
 */
export function coverageModule(request: CoverageRequest): OwnModule {
  const { root, config, prefix, initial, questions, guards, extended } = request;
  const module = `${prefix}Coverage`;
  const first = FIRST_REGISTER + 3 * guards.parts.length;
  const take = ({ parameters }: Question, i: number): string =>
    `${COUNT}Take(${first + i}, <<${parameters.map(({ text }) => text).join(', ')}>>)`;
  const ask = (formula: string, i: number): string =>
    `${prefix}Do(${i}, LAMBDA ${prefix}formula${i} : ${formula})`;
  const text = [
    `---- MODULE ${module} ----`,
    `EXTENDS ${[root, 'TLC', COUNT, TRY, ...extended].join(', ')}`,
    `ASSUME ${COUNT}Begin(${FIRST_REGISTER}, ${3 * guards.parts.length}, 0)`,
    `ASSUME ${COUNT}Begin(${first}, ${questions.length}, <<>>)`,
    ...askRanges(questions, prefix, `${COUNT}Say`),
    `${prefix}Do(${prefix}number, ${prefix}formula(_)) ==`,
    `  LET ${prefix}said == ${TRY}(${prefix}formula)`,
    // A disjunction would be two ways for the action to go.
    `  IN IF ${prefix}said = "TRUE" THEN TRUE ELSE ${COUNT}Say("${prefix}problem ", <<${prefix}number, ${prefix}said>>)`,
    `${prefix}Init == ${initial}`,
    `${prefix}Next ==`,
    // These lead nowhere, and each is evaluated once in each state. As conjuncts of one they would need a deep stack.
    ...guards.formulas.flatMap((formula, i) =>
      formula === undefined ? [] : [`  \\/ (${ask(formula, i)} /\\ FALSE)`],
    ),
    ...questions.map(
      (question, i) => `  \\/ ${question.open}(${question.action} /\\ ${take(question, i)})${question.close}`,
    ),
    // Where nothing is left to be searched, after all actions of the last state.
    '  \\/ /\\ TLCGet("queue") = 0',
    `     /\\ ${COUNT}Tell("${prefix}part ", ${FIRST_REGISTER}, ${3 * guards.parts.length})`,
    `     /\\ ${COUNT}TellTaken("${prefix}taken ", ${first}, ${questions.length})`,
    '     /\\ FALSE',
    '====',
    '',
  ].join('\n');
  return {
    module,
    text,
    config: printConfig({ statements: statementsOf(config, prefix) }),
    others: { [COUNT]: COUNT_MODULE, [TRY]: TRY_MODULE },
  };
}

const KEPT: ReadonlySet<ConfigStatement['keyword']> = new Set([
  'CONSTANT',
  'CONSTRAINT',
  'ACTION_CONSTRAINT',
  'SYMMETRY',
  'VIEW',
]);

const statementsOf = ({ statements }: TlcConfig, prefix: string): readonly ConfigStatement[] => [
  { keyword: 'INIT', name: `${prefix}Init`, line: 0 },
  { keyword: 'NEXT', name: `${prefix}Next`, line: 0 },
  ...statements.filter(({ keyword }) => KEPT.has(keyword)),
  { keyword: 'CHECK_DEADLOCK', enabled: false, line: 0 },
];
