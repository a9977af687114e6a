import { printConfig, type ConfigStatement, type TlcConfig } from '../parser/index.ts';
import type { Question } from './explain-module.ts';
import type { OwnModule } from './run-own-module.ts';
import { TRY, TRY_MODULE } from './try-module.ts';

/** More instances of one disjunct than this are not listed: nobody means them to be tried one by one. */
export const MOST_INSTANCES = 20_000;
/** Where they depend on the state, TLC has to remember which it has listed. */
export const MOST_REMEMBERED = 2_000;

/** Registers of TLCSet that a specification hardly uses. */
const FIRST_REGISTER = 10_000;

const LIST = 'TracewrightList';

/** Needs modules that the specification may not have, so it is one of its own. */
const LIST_MODULE = `---- MODULE ${LIST} ----
LOCAL INSTANCE Naturals
LOCAL INSTANCE FiniteSets
LOCAL INSTANCE Sequences
LOCAL INSTANCE TLC
LOCAL Say(mark, tuple) == PrintT(mark \\o ToString(tuple))
${LIST}Begin(registers, value) == \\A i \\in registers : TLCSet(${FIRST_REGISTER} + i, value)
${LIST}(mark, number, values) ==
  LET listed == TLCGet(${FIRST_REGISTER} + number)
  IN IF listed >= ${MOST_INSTANCES} THEN FALSE
     ELSE TLCSet(${FIRST_REGISTER} + number, listed + 1) /\\ Say(mark, <<number, values>>)
${LIST}Once(mark, number, values) ==
  LET listed == TLCGet(${FIRST_REGISTER} + number)
      said == ToString(values)
  IN IF said \\in listed THEN TRUE
     ELSE IF Cardinality(listed) >= ${MOST_REMEMBERED} THEN FALSE
     ELSE TLCSet(${FIRST_REGISTER} + number, listed \\cup {said}) /\\ Say(mark, <<number, values>>)
====
`;

/** A disjunct whose instances are to be listed, by its number. */
export interface ListedQuestion {
  readonly number: number;
  readonly question: Question;
}

/** What a module that lists instances is written for. */
export interface InstancesRequest {
  readonly root: string;
  readonly config: TlcConfig;
  readonly prefix: string;
  readonly variables: readonly string[];
  readonly listed: readonly ListedQuestion[];
}

/**
 * A module that lets TLC list the instances of disjuncts: of those over constants before it begins, of those that depend on the
 * state in each state that the model reaches. Where TLC cannot evaluate what a quantifier ranges over, there is no instance.
 */
export function instancesModule({ root, config, prefix, variables, listed }: InstancesRequest): OwnModule {
  const module = `${prefix}Instances`;
  const constant = listed.filter(({ question }) => question.level === 0);
  const ofStates = listed.filter(({ question }) => question.level > 0);
  const list = ({ number, question }: ListedQuestion, operator: string): string => {
    const values = question.parameters.map(({ text }) => text).join(', ');
    const one = `${operator}("${prefix}instance ", ${number}, <<${values}>>)`;
    return `(${question.openAll}${one}${question.close} \\/ PrintT("${prefix}over <<${number}>>"))`;
  };
  const registers = (questions: readonly ListedQuestion[]): string =>
    `{${questions.map(({ number }) => number).join(', ')}}`;
  const text = [
    `---- MODULE ${module} ----`,
    `EXTENDS ${[root, 'TLC', LIST, TRY].join(', ')}`,
    `ASSUME ${LIST}Begin(${registers(constant)}, 0) /\\ ${LIST}Begin(${registers(ofStates)}, {})`,
    ...constant.map((one) => `ASSUME ${list(one, LIST)}`),
    `${prefix}List ==`,
    '  /\\ TRUE',
    ...ofStates.map((one) => `  /\\ ${TRY}(LAMBDA ${prefix}x : ${list(one, `${LIST}Once`)}) # ""`),
    // Nothing has to be searched for what depends on no state.
    `${prefix}Init == ${variables.map((name) => `${name} = 0`).join(' /\\ ')}`,
    `${prefix}Next == FALSE /\\ UNCHANGED <<${variables.join(', ')}>>`,
    '====',
    '',
  ].join('\n');
  return {
    module,
    text,
    config: printConfig({ statements: statementsOf(config, prefix, ofStates.length > 0) }),
    others: { [LIST]: LIST_MODULE, [TRY]: TRY_MODULE },
  };
}

function statementsOf(
  { statements }: TlcConfig,
  prefix: string,
  isOfStates: boolean,
): readonly ConfigStatement[] {
  if (isOfStates)
    return [...statements, { keyword: 'INVARIANT', names: [{ name: `${prefix}List`, line: 0 }], line: 0 }];
  return [
    { keyword: 'INIT', name: `${prefix}Init`, line: 0 },
    { keyword: 'NEXT', name: `${prefix}Next`, line: 0 },
    ...statements.filter(({ keyword }) => keyword === 'CONSTANT'),
    { keyword: 'CHECK_DEADLOCK', enabled: false, line: 0 },
  ];
}
