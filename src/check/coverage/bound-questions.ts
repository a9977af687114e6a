import type { BoundVariable, Expression, NextStateDisjunct, PathElement, Uid } from '../../parser/index.ts';
import type { SourceLocation } from '../../trace/index.ts';
import { openElement, type LabelParameter } from '../explain-module.ts';

/** An argument of the action that is asked about. */
export interface GivenArgument {
  readonly name: string;
  /** TLA+ text of its value in the module that asks. */
  readonly text: string;
  /** Its value as it is shown. */
  readonly shown: string;
}

/**
 * What has to be before a guard counts. `member`: the arguments are in the set of their quantifier; `some`: the set of a
 * quantifier has an element; `computed`: what Next computes for parameters is what was given.
 */
export interface BoundPart {
  readonly kind: 'member' | 'some' | 'computed';
  readonly location: SourceLocation;
  /** Of `member` the arguments, `m = 1`; of `some` the variables without a value; of `computed` the values that were given. */
  readonly subject: string;
  /** No state decides about it. */
  readonly isConstant: boolean;
  /** Quantifiers try several values for it. */
  readonly isTried: boolean;
}

/** The operators that the formulas call: `tried(LAMBDA u : formula)` is a string, `hit(part, result)` is true. */
export interface BoundOperators {
  readonly tried: string;
  readonly hit: string;
}

type Wrapping = readonly [open: string, close: string];

/** How the names of variables and expressions are written. */
export interface BoundTexts {
  readonly names: ReadonlyMap<Uid, string>;
  readonly print: (expression: Expression) => string;
}

/** What is known around a guard besides. */
interface Around extends BoundTexts {
  readonly known: ReadonlyMap<Uid, GivenArgument>;
  readonly constant: ReadonlySet<Uid>;
}

/** What comes next is asked where the formula is true: it is all that counts, or the formula has to be true as well. */
type Connective = '=>' | '/\\';

/**
 * Asks what stands around the guard of an action: whether its quantifiers can give it the arguments. Those that are known take
 * the place of a quantifier's variables, and the others range over their sets.
 */
export class BoundQuestions {
  /** Numbered by their places here. */
  readonly parts: BoundPart[] = [];
  readonly #given: readonly GivenArgument[];
  readonly #operators: BoundOperators;
  readonly #prefix: string;
  #fresh = 0;

  constructor(given: readonly GivenArgument[], operators: BoundOperators, prefix: string) {
    this.#given = given;
    this.#operators = operators;
    this.#prefix = prefix;
  }

  /** The text around the guard of a disjunct; undefined where it has other parameters. */
  wrappings(
    disjunct: NextStateDisjunct,
    parameters: readonly LabelParameter[],
    texts: BoundTexts,
  ): readonly Wrapping[] | undefined {
    const isMeant =
      parameters.length === this.#given.length &&
      parameters.every(({ name }, i) => name === this.#given[i]!.name);
    if (!isMeant) return undefined;
    const known = new Map<Uid, GivenArgument>();
    const computed = parameters.flatMap(({ variable }, i) => {
      const isFixed =
        variable !== undefined && !known.has(variable) && isWhole(variable, disjunct, parameters);
      if (isFixed) known.set(variable, this.#given[i]!);
      return isFixed ? [] : [i];
    });
    const around: Around = { ...texts, known, constant: constantVariables(disjunct) };
    const path = disjunct.path.map((element) => this.#element(element, around));
    return [...path, this.#computed(disjunct, parameters, computed, around)];
  }

  /** The text around what some elements of sets are to fulfil: that there are any is a condition too. */
  some(bound: readonly BoundVariable[], { print }: BoundTexts): Wrapping {
    const wrappings = bound.flatMap((variable) =>
      isFirst(variable) ? [this.#some(variable, print, '/\\', false)] : [],
    );
    return [wrappings.map(([open]) => open).join(''), wrappings.map(([, close]) => close).join('')];
  }

  #element(element: PathElement, around: Around): Wrapping {
    const { names, print, known, constant } = around;
    if (element.kind !== 'bound') return openElement(element, names, print, this.#prefix);
    const { variable } = element;
    if (!isFirst(variable)) return ['', ''];
    if (known.has(variable.uid)) return this.#member(variable, around);
    const [open, close] = openElement(element, names, print, this.#prefix, '\\A');
    const [openSome, closeSome] = this.#some(variable, print, '=>', constant.has(variable.uid));
    return [`${openSome}${open}`, `${close}${closeSome}`];
  }

  #member({ uid, tuple, set }: BoundVariable, { names, print, known, constant }: Around): Wrapping {
    const group = tuple ?? [uid];
    const given = group.map((each) => known.get(each)!);
    const definitions = group.map((each, i) => `${names.get(each)} == ${given[i]!.text}`).join(' ');
    const asTuple = (texts: readonly string[]): string => (tuple ? `<<${texts.join(', ')}>>` : texts[0]!);
    const variables = asTuple(group.map((each) => names.get(each)!));
    const [open, close] = this.#ask(`${variables} \\in ${print(set)}`, '=>', set.location, {
      kind: 'member',
      subject: `${asTuple(given.map(({ name }) => name))} = ${asTuple(given.map(({ shown }) => shown))}`,
      isConstant: constant.has(uid),
      isTried: false,
    });
    return [`(LET ${definitions} IN ${open}`, `${close})`];
  }

  #some(
    { uid, name, set }: BoundVariable,
    print: BoundTexts['print'],
    connective: Connective,
    isConstant: boolean,
  ): Wrapping {
    const formula = `\\E ${this.#prefix}e${uid} \\in ${print(set)} : TRUE`;
    const part = { kind: 'some', subject: name, isConstant, isTried: false } as const;
    return this.#ask(formula, connective, set.location, part);
  }

  #computed(
    { arguments: operands, bound, location }: NextStateDisjunct,
    parameters: readonly LabelParameter[],
    which: readonly number[],
    { known, constant }: Around,
  ): Wrapping {
    const [first] = which;
    if (first === undefined) return ['', ''];
    const given = which.map((i) => this.#given[i]!);
    const wanted = given.map(({ text }) => text).join(', ');
    const computed = which.map((i) => parameters[i]!.text).join(', ');
    const place = operands[first]?.value.location ?? location;
    return this.#ask(`<<${wanted}>> = <<${computed}>>`, '=>', place, {
      kind: 'computed',
      subject: given.map(({ name, shown }) => `${name} = ${shown}`).join(', '),
      isConstant:
        which.every((i) => operands[i]?.value.level === 0) && bound.every(({ uid }) => constant.has(uid)),
      isTried: bound.some(({ uid }) => !known.has(uid)),
    });
  }

  #ask(
    formula: string,
    connective: Connective,
    location: SourceLocation | undefined,
    part: Omit<BoundPart, 'location'>,
  ): Wrapping {
    const [result, unused] = [`${this.#prefix}a${this.#fresh++}`, `${this.#prefix}w${this.#fresh++}`];
    const { tried, hit } = this.#operators;
    const number = location && this.parts.push({ ...part, location }) - 1;
    const told = number === undefined ? 'TRUE' : `${hit}(${number}, ${result})`;
    return [
      `(LET ${result} == ${tried}(LAMBDA ${unused} : ${formula}) IN ${told} /\\ (${result} = "TRUE" ${connective} `,
      '))',
    ];
  }
}

/** The variables whose sets no state decides about: the level of a set does not say what variables in it range over. */
function constantVariables({ bound }: NextStateDisjunct): ReadonlySet<Uid> {
  const first = bound.findIndex(({ set }) => set.level !== 0);
  return new Set((first === -1 ? bound : bound.slice(0, first)).map(({ uid }) => uid));
}

/** Of variables that are bound as a tuple, the first stands for all of them. */
const isFirst = ({ uid, tuple }: BoundVariable): boolean => !tuple || tuple[0] === uid;

/** Whether all variables that are bound together with one are parameters: then their values are known. */
function isWhole(
  variable: Uid,
  { bound }: NextStateDisjunct,
  parameters: readonly LabelParameter[],
): boolean {
  const { tuple = [] } = bound.find(({ uid }) => uid === variable) ?? {};
  return tuple.every((uid) => parameters.some((parameter) => parameter.variable === uid));
}
