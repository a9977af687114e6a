import {
  actionParts,
  printExpression,
  type ActionPart,
  type Expression,
  type ModuleStructure,
  type NextStateDisjunct,
  type Uid,
} from '../../parser/index.ts';
import type { SourceLocation } from '../../trace/index.ts';
import { labelParameters, openElement } from '../explain-module.ts';
import type { BoundQuestions, BoundTexts } from './bound-questions.ts';

/** What TLC does with each part of an action that it comes to: `Hit(number, result)`. */
export interface GuardPart {
  readonly kind: 'guard' | 'condition' | 'update';
  readonly location: SourceLocation;
  /** The number of the disjunct. */
  readonly disjunct: number;
}

/** The guards of actions as formulas that tell of each part what it comes to. */
export interface GuardQuestions {
  /** Numbered by their places here. */
  readonly parts: readonly GuardPart[];
  /** For each disjunct the formula, over all values of its quantifiers; missing where it has no text or is not asked about. */
  readonly formulas: readonly (string | undefined)[];
  readonly notes: readonly string[];
}

/** The operators that the formulas call: `tried(LAMBDA u : formula)` is a string, `hit(part, result)` is true. */
export interface GuardOperators {
  readonly tried: string;
  readonly hit: string;
  /** Asks about one action only: about no other values of its parameters. Missing: about all. */
  readonly around?: BoundQuestions;
}

/** Writes the guards of disjuncts as formulas. */
export function guardQuestions(
  disjuncts: readonly NextStateDisjunct[],
  structure: ModuleStructure,
  inlined: ReadonlySet<Uid>,
  prefix: string,
  operators: GuardOperators,
): GuardQuestions {
  const writer = new Writer(structure, prefix, operators);
  const formulas = disjuncts.map((disjunct, number) => writer.formula(disjunct, number, inlined));
  return { parts: writer.parts, formulas, notes: writer.notes };
}

class Writer {
  readonly parts: GuardPart[] = [];
  readonly notes: string[] = [];
  readonly #structure: ModuleStructure;
  readonly #prefix: string;
  readonly #operators: GuardOperators;
  readonly #names = new Map<Uid, string>();
  #fresh = 0;
  #disjunct = 0;

  constructor(structure: ModuleStructure, prefix: string, operators: GuardOperators) {
    this.#structure = structure;
    this.#prefix = prefix;
    this.#operators = operators;
  }

  formula(disjunct: NextStateDisjunct, number: number, inlined: ReadonlySet<Uid>): string | undefined {
    this.#disjunct = number;
    this.#name(disjunct.bound);
    try {
      const path = this.#around(disjunct);
      if (!path) return undefined;
      const parts = actionParts(disjunct.expression, this.#structure, inlined);
      const close = path.map(([, text]) => text).reverse();
      // What the formula comes to plays no part: it has to be evaluated for all values of the quantifiers.
      return `${path.map(([open]) => open).join('')}(${this.#part(parts)} \\in BOOLEAN)${close.join('')}`;
    } catch (error) {
      if (!(error instanceof Unprintable)) throw error;
      this.notes.push(`nothing is known of the guards of ${disjunct.name}, because of ${error.message}`);
      return undefined;
    }
  }

  /** The quantifiers and definitions around a disjunct; undefined where it is not asked about. */
  #around(disjunct: NextStateDisjunct): readonly (readonly [open: string, close: string])[] | undefined {
    const { around } = this.#operators;
    if (around)
      return around.wrappings(disjunct, labelParameters(disjunct, this.#structure, this.#print), this.#texts);
    return disjunct.path.map((element) =>
      openElement(element, this.#names, this.#print, this.#prefix, '\\A'),
    );
  }

  /** A formula that is true where the part lets the action happen. */
  #part(part: ActionPart): string {
    switch (part.kind) {
      case 'test':
        return this.#test(part, 'guard', (result) => `${result} = "TRUE"`);
      case 'update':
        return this.#hit(this.#add('update', part.location), '"TRUE"');
      case 'all':
        return part.parts.length === 0
          ? 'TRUE'
          : `(${part.parts.map((each) => this.#part(each)).join(' /\\ ')})`;
      // A set has all of its elements evaluated, a disjunction only those up to the first that is true.
      case 'any':
        return `(TRUE \\in {${part.parts.map((each) => this.#part(each)).join(', ')}})`;
      case 'if':
        return this.#if(part);
      case 'some':
        return this.#some(part);
    }
  }

  #if({ condition, branches }: Extract<ActionPart, { kind: 'if' }>): string {
    return this.#test(condition, 'condition', (result) => {
      const [whenTrue, whenFalse] = branches.map((branch) => this.#part(branch));
      return `(IF ${result} = "TRUE" THEN ${whenTrue} ELSE ${result} = "FALSE" /\\ ${whenFalse})`;
    });
  }

  #some({ bound, part }: Extract<ActionPart, { kind: 'some' }>): string {
    this.#name(bound);
    const binders = bound.flatMap(({ uid, set, tuple }) => {
      if (tuple && tuple[0] !== uid) return [];
      const pattern = tuple
        ? `<<${tuple.map((each) => this.#names.get(each)).join(', ')}>>`
        : this.#names.get(uid);
      return [`${pattern} \\in ${this.#print(set)}`];
    });
    const [open, close] = this.#operators.around?.some(bound, this.#texts) ?? ['', ''];
    return `${open}(TRUE \\in {${this.#part(part)} : ${binders.join(', ')}})${close}`;
  }

  #test(
    { expression, location }: Extract<ActionPart, { kind: 'test' }>,
    kind: 'guard' | 'condition',
    then: (result: string) => string,
  ): string {
    const number = this.#add(kind, location);
    const [result, unused] = [`${this.#prefix}r${this.#fresh++}`, `${this.#prefix}u${this.#fresh++}`];
    const tried = `${this.#operators.tried}(LAMBDA ${unused} : ${this.#print(expression)})`;
    return `(LET ${result} == ${tried} IN ${this.#hit(number, result)} /\\ ${then(result)})`;
  }

  #hit(number: number | undefined, result: string): string {
    return number === undefined ? 'TRUE' : `${this.#operators.hit}(${number}, ${result})`;
  }

  #add(kind: GuardPart['kind'], location: SourceLocation | undefined): number | undefined {
    return location && this.parts.push({ kind, location, disjunct: this.#disjunct }) - 1;
  }

  #name(bound: NextStateDisjunct['bound']): void {
    for (const { uid } of bound) this.#names.set(uid, `${this.#prefix}b${this.#fresh++}`);
  }

  readonly #print = (expression: Expression): string => {
    const printed = printExpression(expression, this.#structure, (uid) => this.#names.get(uid));
    if (!printed.ok) throw new Unprintable(printed.error.what);
    return printed.value;
  };

  get #texts(): BoundTexts {
    return { names: this.#names, print: this.#print };
  }
}

/** Unwinds the writing of one formula; never leaves this module. */
class Unprintable extends Error {}
