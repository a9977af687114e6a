import { printConfig, type ConfigStatement, type TlcConfig } from '../parser/index.ts';
import type { State } from '../trace/index.ts';
import { askRanges, type Question } from './explain-module.ts';
import { beginIn, declareConstants, derivedConfig } from './model-literals.ts';
import { modelConstants } from './model-values.ts';
import type { OwnModule } from './run-own-module.ts';
import { TRY, TRY_MODULE } from './try-module.ts';

/** More instances of one disjunct are not listed: its quantifiers are not meant to be tried one by one. */
export const MOST_INSTANCES = 20_000;

/** What an instances module is written for. */
export interface InstancesRequest {
  readonly root: string;
  readonly config: TlcConfig;
  readonly prefix: string;
  readonly questions: readonly Question[];
  /** Some states of the model, at least one: TLC looks at these where it does not look at all that are reachable. */
  readonly states: readonly State[];
  /** Whether TLC looks at each reachable state where something depends on the state. */
  readonly reachable: boolean;
  /** Modules that what is written out may need, because the root module has them for itself only. */
  readonly extended: readonly string[];
}

/** Whether TLC has to look at states for the instances of a disjunct. */
export const needsStates = ({ level, parameters }: Question): boolean => level === 1 && parameters.length > 0;

const isConstant = ({ level, parameters }: Question): boolean => level === 0 && parameters.length > 0;

/** Registers of TLCSet that a specification hardly uses: one that counts, then two for each question. */
const FIRST_REGISTER = 10_000;

const LIST = 'TracewrightInstances';

/**
 * Needs modules that the specification may not have, so it is one of its own. First the combinations are counted, as TLC comes
 * to them one by one: as a set there might be too many for its memory. In a state most instances are known from others,
 * and to look them up is cheap; `Cardinality` sorts the set of them for that. Arguments without a value in a state,
 * as `Head(queue)` of no queue, are no instance there.
 */
const LIST_MODULE = `---- MODULE ${LIST} ----
LOCAL INSTANCE Naturals
LOCAL INSTANCE FiniteSets
LOCAL INSTANCE Sequences
LOCAL INSTANCE TLC
LOCAL INSTANCE ${TRY}
LOCAL Counter == ${FIRST_REGISTER}
LOCAL Ended(question) == ${FIRST_REGISTER + 1} + 2 * question
LOCAL Known(question) == ${FIRST_REGISTER + 2} + 2 * question
LOCAL HasValue(values(_)) == ${TRY}(LAMBDA u : values(u) = values(u)) = "TRUE"
${LIST}Say(mark, tuple) == PrintT(mark \\o ToString(tuple))
${LIST}Begin(questions) ==
  \\A question \\in 0..(questions - 1) : TLCSet(Ended(question), FALSE) /\\ TLCSet(Known(question), {})
${LIST}Count(register) == TLCGet(register) < ${MOST_INSTANCES} /\\ TLCSet(register, TLCGet(register) + 1)
${LIST}IsKnown(question, values(_)) == HasValue(values) => values(TRUE) \\in TLCGet(Known(question))
${LIST}One(values(_)) == IF HasValue(values) THEN {values(TRUE)} ELSE {}
${LIST}Add(mark, question, instances) ==
  LET new == instances \\ TLCGet(Known(question))
      all == TLCGet(Known(question)) \\cup new
  IN /\\ Cardinality(all) <= ${MOST_INSTANCES}
     /\\ \\A values \\in new : ${LIST}Say(mark, <<question, values>>)
     /\\ TLCSet(Known(question), all)
${LIST}List(mark, question, count(_), tell(_)) ==
  \\/ TLCGet(Ended(question))
  \\/ LET counted == ${TRY}(LAMBDA u : TLCSet(Counter, 0) /\\ count(u))
         told == IF counted = "TRUE" THEN ${TRY}(tell) ELSE counted
     IN \\/ told = "TRUE"
        \\/ TLCSet(Ended(question), TRUE) /\\ ${LIST}Say(mark, <<question, told>>)
====
`;

/** A module that lets TLC say what the quantifiers of the disjuncts range over: once, or in each state that is asked for. */
export function instancesModule(request: InstancesRequest): OwnModule {
  const { root, config, prefix, questions, extended } = request;
  const variables = [...request.states[0]!.keys()];
  const inStates = questions.some(needsStates);
  const searches = inStates && request.reachable;
  const states = searches ? [] : inStates ? request.states : request.states.slice(0, 1);
  const constants = modelConstants(
    states.flatMap((state) => [...state.values()]),
    prefix,
  );
  const asked = (which: (question: Question) => boolean): readonly string[] =>
    questions.flatMap((question, i) => (which(question) ? [listing(question, i, prefix)] : []));
  const module = `${prefix}Instances`;
  const text = [
    `---- MODULE ${module} ----`,
    // TLC evaluates by Java only what the module itself has: without it, an evaluation that fails would end the run.
    `EXTENDS ${[root, 'TLC', LIST, TRY, ...extended].join(', ')}`,
    ...declareConstants(constants),
    `ASSUME ${LIST}Begin(${questions.length})`,
    ...askRanges(questions, prefix, `${LIST}Say`),
    ...asked(isConstant).map((formula) => `ASSUME ${formula}`),
    ...(inStates
      ? [
          `${prefix}Listed ==`,
          // SANY may see no variable in the LAMBDAs below, and TLC would evaluate what has none before there are states.
          `  /\\ <<${variables.join(', ')}>> = <<${variables.join(', ')}>>`,
          ...asked(needsStates).map((formula) => `  /\\ ${formula}`),
        ]
      : []),
    ...(searches
      ? []
      : [
          ...beginIn(states, variables, constants, prefix),
          `${prefix}Next == FALSE /\\ UNCHANGED <<${variables.join(', ')}>>`,
        ]),
    '====',
    '',
  ].join('\n');
  const listed = inStates ? [listedInvariant(prefix)] : [];
  return {
    module,
    text,
    config: searches
      ? printConfig({ statements: [...config.statements, ...listed] })
      : derivedConfig(config, constants, prefix, listed),
    others: { [LIST]: LIST_MODULE, [TRY]: TRY_MODULE },
  };
}

const listedInvariant = (prefix: string): ConfigStatement => ({
  keyword: 'INVARIANT',
  names: [{ name: `${prefix}Listed`, line: 0 }],
  line: 0,
});

function listing(question: Question, number: number, prefix: string): string {
  const { openAll, close, gather, parameters } = question;
  const values = `<<${parameters.map(({ text }) => text).join(', ')}>>`;
  const mark = `"${prefix}instance "`;
  const all = (formula: string): string => `${openAll}${formula}${close}`;
  const lambda = (formula: string): string => `LAMBDA ${prefix}u : ${formula}`;
  const known = all(`${LIST}IsKnown(${number}, LAMBDA ${prefix}v : ${values})`);
  const set = gather.join(`${LIST}One(LAMBDA ${prefix}v : ${values})`);
  const tell = needsStates(question)
    ? `${known} \\/ ${LIST}Add(${mark}, ${number}, ${set})`
    : all(`${LIST}Say(${mark}, <<${number}, ${values}>>)`);
  return `${LIST}List(${[`"${prefix}unlisted "`, number, lambda(all(`${LIST}Count(${FIRST_REGISTER})`)), lambda(tell)].join(', ')})`;
}
