import type { TlcConfig } from '../parser/index.ts';
import type { State } from '../trace/index.ts';
import type { Question } from './explain-module.ts';
import { beginIn, declareConstants, derivedConfig } from './model-literals.ts';
import { modelConstants } from './model-values.ts';
import type { OwnModule } from './run-own-module.ts';

/** What a nearby module is written for. */
export interface NearbyRequest {
  readonly root: string;
  readonly config: TlcConfig;
  readonly prefix: string;
  readonly variables: readonly string[];
  /** The states to begin with. */
  readonly states: readonly State[];
  /** In how many states TLC is to try what is possible. */
  readonly stateLimit: number;
  readonly questions: readonly Question[];
  /** Whether the questions are written out, so that they may need modules that only the root module has. */
  readonly writtenOut: boolean;
}

/** A register of TLCSet that a specification hardly uses. */
const REGISTER = 10_000;

/**
 * A module that lets TLC itself walk from some states on, the nearest first, until it has looked into so many. Of each it
 * prints the state, then for each step that is possible there the number of the question, the arguments, and the state
 * after it, and at last that these were all. One worker prints them in this order.
 */
export function nearbyModule(request: NearbyRequest): OwnModule {
  const { root, config, prefix, variables, states, stateLimit, questions, writtenOut } = request;
  const constants = modelConstants(
    states.flatMap((state) => [...state.values()]),
    prefix,
  );
  const module = `${prefix}Nearby`;
  const say = (mark: string, tuple: string): string => `PrintT("${prefix}${mark} " \\o ToString(${tuple}))`;
  const after = `<<${variables.map((name) => `${name}'`).join(', ')}>>`;
  const text = [
    `---- MODULE ${module} ----`,
    `EXTENDS ${root}, TLC, Sequences${writtenOut ? ', Integers, FiniteSets' : ''}`,
    ...declareConstants(constants),
    `ASSUME TLCSet(${REGISTER}, 0)`,
    ...beginIn(states, variables, constants, prefix),
    `${prefix}Look ==`,
    `  /\\ TLCGet(${REGISTER}) < ${stateLimit} /\\ TLCSet(${REGISTER}, TLCGet(${REGISTER}) + 1)`,
    `  /\\ ${say('in', `<<${variables.join(', ')}>>`)}`,
    `${prefix}Next == ${prefix}Look /\\ (`,
    ...questions.map(({ open, close, action, parameters }, number) => {
      const values = parameters.map((parameter) => parameter.text).join(', ');
      const step = say('by', `<<${number}, <<${values}>>>>`);
      return `  \\/ ${open}(${action} /\\ ${step} /\\ ${say('to', after)})${close}`;
    }),
    `  \\/ (${say('all', '<<>>')} /\\ FALSE))`,
    '====',
    '',
  ].join('\n');
  return { module, text, config: derivedConfig(config, constants, prefix) };
}
