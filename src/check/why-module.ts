import type { PartPlace, TlcConfig } from '../parser/index.ts';
import { declareConstants, derivedConfig } from './model-literals.ts';
import type { OwnModule } from './run-own-module.ts';
import type { StatePair } from './state-pair.ts';
import { tabulatePairs } from './tabulate-pairs.ts';
import { TRY, TRY_MODULE } from './try-module.ts';
import type { WhyPart, WhyQuestions } from './why-questions.ts';

/** What a why module is written for. */
export interface WhyRequest {
  readonly root: string;
  readonly config: TlcConfig;
  readonly prefix: string;
  /** The steps to ask about; the number of a pair is that of the state that it begins in, from 1. */
  readonly pairs: readonly StatePair[];
  readonly questions: WhyQuestions;
  /** The numbers of the states at each place. */
  readonly statesAt: Readonly<Record<PartPlace, readonly number[]>>;
  readonly loop: readonly number[];
  /** Modules that what is written out may need, because the root module has them for itself only. */
  readonly extended: readonly string[];
}

/** How many elements that make a quantifier fail are shown, and of one whose body has no value of its own. */
const MOST_WITNESSES = 3;
const MOST_ELEMENTS = 5;
/** Registers of TLCSet that a specification hardly uses. */
const FIRST_REGISTER = 10_000;

/** `state`: in a state; `step`: from a state to the next. */
type Phase = 'state' | 'step';

/**
 * A module that lets TLC say which parts of a property are true: each step of the trace is an initial state with one
 * successor, and there TLC prints the value of each part, or why it has none.
 */
export function whyModule(request: WhyRequest): OwnModule {
  const { root, config, prefix, pairs, questions, loop, extended } = request;
  const variables = [...(pairs[0]?.before.keys() ?? [])];
  const { constants, values, states, rows } = tabulatePairs(pairs, variables, prefix);
  const all = `<<${variables.join(', ')}>>`;
  const number = `${prefix}pairs[${prefix}pair][1]`;
  const writer = new Writer(request, number);
  const assign = (mark: string, column: number): string =>
    variables
      .map(
        (name, i) =>
          `${name}${mark} = ${prefix}values[${prefix}states[${prefix}pairs[${prefix}pair][${column}]][${i + 1}]]`,
      )
      .join(' /\\ ');
  const inLoop = (text: string): string => `(${number} \\in {${loop.join(', ')}} => ${text})`;
  const asked = (phase: Phase): readonly string[] => [
    ...questions.properties.flatMap((part) => writer.part(part, phase) ?? []),
    ...questions.fairness.map(({ open, close, step, scope }, i) =>
      inLoop(`${open}${writer.sayLoop('fair', i, scope, phase, step)}${close}`),
    ),
    ...questions.actions.map(({ openAll, close, action, parameters }, i) => {
      const values = parameters.map(({ text }) => text);
      return inLoop(`${openAll}${writer.sayLoop('act', i, values, phase, `<<${action}>>_${all}`)}${close}`);
    }),
  ];
  const lines = (phase: Phase): readonly string[] =>
    asked(phase).map((text, i) => `  /\\ ${prefix}Do(LAMBDA ${prefix}${phase}${i} : ${text})`);
  const module = `${prefix}Why`;
  const text = [
    `---- MODULE ${module} ----`,
    `EXTENDS ${[root, 'TLC', 'Sequences', TRY, ...extended].join(', ')}`,
    ...declareConstants(constants),
    `VARIABLES ${prefix}pair, ${prefix}after`,
    `${prefix}Say(${prefix}mark, ${prefix}tuple) == PrintT(${prefix}mark \\o ToString(${prefix}tuple))`,
    `${prefix}Do(${prefix}formula(_)) ==`,
    `  LET ${prefix}said == ${TRY}(${prefix}formula)`,
    `  IN ${prefix}said = "TRUE" \\/ ${prefix}Say("${prefix}problem ", <<${prefix}said>>)`,
    `${prefix}values == <<${values.join(',\n')}>>`,
    `${prefix}states == <<${states.join(',\n')}>>`,
    `${prefix}pairs == <<${rows.join(',\n')}>>`,
    `${prefix}Init ==`,
    `  /\\ ${prefix}after = FALSE /\\ ${prefix}pair \\in DOMAIN ${prefix}pairs /\\ ${assign('', 2)}`,
    ...lines('state'),
    `${prefix}Next ==`,
    `  /\\ ~${prefix}after /\\ ${prefix}after' = TRUE /\\ ${prefix}pair' = ${prefix}pair /\\ ${assign("'", 3)}`,
    ...lines('step'),
    '====',
    '',
  ].join('\n');
  return {
    module,
    text,
    config: derivedConfig(config, constants, prefix),
    others: { [TRY]: TRY_MODULE },
  };
}

/** Writes the questions as formulas that are true and print the answers. */
class Writer {
  readonly #prefix: string;
  readonly #number: string;
  readonly #statesAt: WhyRequest['statesAt'];
  #fresh = 0;

  constructor({ prefix, statesAt }: WhyRequest, number: string) {
    this.#prefix = prefix;
    this.#number = number;
    this.#statesAt = statesAt;
  }

  /** Whether an action is enabled in a state, or is what a step does. */
  sayLoop(mark: string, question: number, scope: readonly string[], phase: Phase, step: string): string {
    const formula = phase === 'state' ? `(ENABLED ${step})` : step;
    const [what, tried] = [`"${phase === 'state' ? 'enabled' : 'taken'}"`, this.#try(formula)];
    return this.#say(mark, question, scope, `${what}, ${tried}`);
  }

  /** Undefined where there is nothing to ask in this phase. */
  part(asked: WhyPart, phase: Phase): string | undefined {
    const { at } = asked.part;
    if (at === undefined) return this.#inside(asked, phase);
    if ((at.endsWith('step') ? 'step' : 'state') !== phase) return undefined;
    const text = this.#value(asked, phase);
    return text && `(${this.#number} \\in {${this.#statesAt[at].join(', ')}} => ${text})`;
  }

  /** Prints the value and, where it is not the wanted one, asks what is inside. With `limited` it prints only then. */
  #value(asked: WhyPart, phase: Phase, limited?: (text: string) => string): string | undefined {
    const { id, text, part, scope } = asked;
    const inside = this.#inside(asked, phase);
    if (!text.ok) return inside && (limited ? limited(inside) : inside);
    const value = this.#name('r');
    const isWanted = `${value} = "${part.wanted ? 'TRUE' : 'FALSE'}"`;
    const said = this.#say('part', id, scope, value);
    const sides = this.#sides(asked);
    const more = [...(inside === undefined ? [] : [inside]), ...(sides === undefined ? [] : [sides])];
    const deeper = more.length === 0 ? '' : ` /\\ (${isWanted} \\/ (${more.join(' /\\ ')}))`;
    const asking = limited ? `(${isWanted} \\/ ${limited(`(${said}${deeper})`)})` : `(${said}${deeper})`;
    return `(LET ${value} == ${this.#try(text.value)} IN ${asking})`;
  }

  /** The values of a relation's operands. That they cannot be evaluated is said of the relation. */
  #sides({ id, scope, sides }: WhyPart): string | undefined {
    if (sides.length === 0) return undefined;
    const values = sides.map((side) => `ToString(${side})`).join(', ');
    return `(${this.#try(this.#say('sides', id, scope, `<<${values}>>`))} # "")`;
  }

  /** The parts of a part; what is inside of a quantifier is asked of the elements that make it fail. */
  #inside(asked: WhyPart, phase: Phase): string | undefined {
    if (asked.part.form === 'quantifier') return this.#quantified(asked, phase);
    const texts = asked.parts.flatMap((part) => this.part(part, phase) ?? []);
    return texts.length > 0 ? `(${texts.join(' /\\ ')})` : undefined;
  }

  #quantified({ id, part, binders, parts: [body], scope }: WhyPart, phase: Phase): string | undefined {
    if (!body || binders === undefined) return undefined;
    const register = FIRST_REGISTER + id;
    const most = part.at ? MOST_WITNESSES : MOST_ELEMENTS;
    const limited = (text: string): string =>
      `(TLCSet(${register}, TLCGet(${register}) + 1) /\\ (TLCGet(${register}) > ${most} \\/ ${text}))`;
    const own = this.part(body, phase);
    const each = body.part.at ? this.#value(body, phase, limited) : own && limited(own);
    if (each === undefined || own === undefined) return undefined;
    const count = this.#say('count', id, scope, `TLCGet(${register})`);
    // The set may be what cannot be evaluated; then the quantifier itself has said so.
    return `(${this.#try(`(TLCSet(${register}, 0) /\\ (\\A ${binders} : ${each}) /\\ ${count})`)} # "")`;
  }

  #try(formula: string): string {
    return `${TRY}(LAMBDA ${this.#name('u')} : ${formula})`;
  }

  #say(mark: string, question: number, scope: readonly string[], rest: string): string {
    const tuple = `<<${question}, ${this.#number}, <<${scope.join(', ')}>>, ${rest}>>`;
    return `${this.#prefix}Say("${this.#prefix}${mark} ", ${tuple})`;
  }

  #name(letter: string): string {
    return `${this.#prefix}${letter}_${this.#fresh++}`;
  }
}
