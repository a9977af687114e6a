import type { TlcConfig } from '../parser/index.ts';
import type { State } from '../trace/index.ts';
import type { Question } from './explain-module.ts';
import { declareConstants, derivedConfig, modelLiterals, stateTuple } from './model-literals.ts';
import type { OwnModule } from './run-own-module.ts';

/** An action in a state of a trace; TLC is to say where it may lead. */
export interface ActionUse {
  readonly before: State;
  /** The numbers of the questions that are this action, with any arguments. */
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
  /** Whether the questions are written out, so that they may need modules that only the root module has. */
  readonly writtenOut: boolean;
}

/**
 * A module that lets TLC itself say where actions may lead: each use is an initial state, each of its actions takes one
 * step from there, and prints the number of the use and of the question, the arguments, and the state after it. The
 * model's own initial states are printed too, and lead nowhere.
 */
export function outcomesModule(request: OutcomesRequest): OwnModule {
  const { root, config, prefix, variables, uses, questions, initial, writtenOut } = request;
  const literals = modelLiterals(
    uses.flatMap(({ before }) => [...before.values()]),
    prefix,
  );
  const module = `${prefix}Outcomes`;
  const assign = variables.map((name, i) => `${name} = ${prefix}uses[${prefix}use][${i + 1}]`);
  const say = (mark: string, tuple: string): string => `PrintT("${prefix}${mark} " \\o ToString(${tuple}))`;
  const fromUses = `(${prefix}after = FALSE /\\ ${prefix}use \\in DOMAIN ${prefix}uses /\\ ${assign.join(' /\\ ')})`;
  const fromInit = `(${prefix}after = TRUE /\\ ${prefix}use = 0 /\\ (${initial}) /\\ ${say('initial', `<<${variables.join(', ')}>>`)})`;
  const after = `<<${variables.map((name) => `${name}'`).join(', ')}>>`;
  const printQuestion = ({ open, close, action, parameters }: Question, number: number): string => {
    const asked = uses.flatMap((use, i) => (use.asked.includes(number) ? [i + 1] : []));
    const values = `<<${parameters.map(({ text }) => text).join(', ')}>>`;
    const answer = say('outcome', `<<${prefix}use, ${number}, ${values}, ${after}>>`);
    return `  \\/ (${prefix}use \\in {${asked.join(', ')}} /\\ ${open}(${prefix}Go /\\ ${action} /\\ ${answer})${close})`;
  };
  const text = [
    `---- MODULE ${module} ----`,
    `EXTENDS ${root}, TLC, Sequences${writtenOut ? ', Integers, FiniteSets' : ''}`,
    ...declareConstants(literals),
    `VARIABLES ${prefix}use, ${prefix}after`,
    `${prefix}uses == <<`,
    uses.map(({ before }) => `  ${stateTuple(before, variables, literals)}`).join(',\n'),
    '>>',
    `${prefix}Init == ${[fromUses, ...(initial === undefined ? [] : [fromInit])].join(' \\/ ')}`,
    `${prefix}Go == ~${prefix}after /\\ ${prefix}after' = TRUE /\\ ${prefix}use' = ${prefix}use`,
    `${prefix}Next ==`,
    ...questions.map(printQuestion),
    '====',
    '',
  ].join('\n');
  return { module, text, config: derivedConfig(config, literals, prefix) };
}
