import type { TlcConfig } from '../parser/index.ts';
import type { State, TlaValue } from '../trace/index.ts';
import type { Question } from './explain-module.ts';
import { declareConstants, derivedConfig, stateTuple, valueTuple } from './model-literals.ts';
import { modelConstants } from './model-values.ts';
import type { OwnModule } from './run-own-module.ts';

/** An action instance in a state of a trace; TLC is to say where it may lead. */
export interface ActionUse {
  readonly before: State;
  readonly arguments: readonly TlaValue[];
  /** The numbers of the questions that have this action's name. */
  readonly asked: readonly number[];
}

/** What an outcomes module is written for. */
export interface OutcomesRequest {
  readonly root: string;
  readonly config: TlcConfig;
  readonly prefix: string;
  readonly variables: readonly string[];
  readonly uses: readonly ActionUse[];
  readonly questions: readonly Question[];
  /** TLA+ text of the initial predicate, when the initial states are asked for too. */
  readonly initial?: string;
  /**
   * Whether TLC is to try no other arguments than those of the use. It cannot compare values of two kinds, and where it
   * has to, it is better to let it try them all.
   */
  readonly onlyItsArguments: boolean;
  /** Whether the questions are written out, so that they may need modules that only the root module has. */
  readonly writtenOut: boolean;
}

/**
 * A module that lets TLC itself say where actions may lead: each use is an initial state, each of its actions takes one
 * step from there, and prints the number of the use and of the question, the arguments, and the state after it. The
 * model's own initial states are printed too, and lead nowhere.
 */
export function outcomesModule(request: OutcomesRequest): OwnModule {
  const { root, config, prefix, variables, uses, questions, initial, writtenOut, onlyItsArguments } = request;
  const constants = modelConstants(
    uses.flatMap((use) => [...use.before.values(), ...use.arguments]),
    prefix,
  );
  const module = `${prefix}Outcomes`;
  const assign = variables.map((name, i) => `${name} = ${prefix}uses[${prefix}use][${i + 1}]`);
  const say = (mark: string, tuple: string): string => `PrintT("${prefix}${mark} " \\o ToString(${tuple}))`;
  const fromUses = `(${prefix}after = FALSE /\\ ${prefix}use \\in DOMAIN ${prefix}uses /\\ ${assign.join(' /\\ ')})`;
  const fromInit = `(${prefix}after = TRUE /\\ ${prefix}use = 0 /\\ (${initial}) /\\ ${say('initial', `<<${variables.join(', ')}>>`)})`;
  const after = `<<${variables.map((name) => `${name}'`).join(', ')}>>`;
  const isMeant = (values: string): string =>
    onlyItsArguments ? ` /\\ ${values} = ${prefix}arguments[${prefix}use]` : '';
  const printQuestion = ({ open, close, action, parameters }: Question, number: number): string => {
    const asked = uses.flatMap((use, i) => (use.asked.includes(number) ? [i + 1] : []));
    const values = `<<${parameters.map(({ text }) => text).join(', ')}>>`;
    const answer = say('outcome', `<<${prefix}use, ${number}, ${values}, ${after}>>`);
    const step = `${prefix}Go${isMeant(values)} /\\ ${action} /\\ ${answer}`;
    return `  \\/ (${prefix}use \\in {${asked.join(', ')}} /\\ ${open}(${step})${close})`;
  };
  const tuples = (print: (use: ActionUse) => string): string =>
    uses.map((use) => `  ${print(use)}`).join(',\n');
  const text = [
    `---- MODULE ${module} ----`,
    `EXTENDS ${root}, TLC, Sequences${writtenOut ? ', Integers, FiniteSets' : ''}`,
    ...declareConstants(constants),
    `VARIABLES ${prefix}use, ${prefix}after`,
    `${prefix}uses == <<`,
    tuples(({ before }) => stateTuple(before, variables, constants)),
    '>>',
    `${prefix}arguments == <<`,
    tuples((use) => valueTuple(use.arguments, constants)),
    '>>',
    `${prefix}Init == ${[fromUses, ...(initial === undefined ? [] : [fromInit])].join(' \\/ ')}`,
    `${prefix}Go == ~${prefix}after /\\ ${prefix}after' = TRUE /\\ ${prefix}use' = ${prefix}use`,
    `${prefix}Next ==`,
    ...questions.map(printQuestion),
    '====',
    '',
  ].join('\n');
  return { module, text, config: derivedConfig(config, constants, prefix) };
}
