import {
  printExpression,
  type Expression,
  type FairnessCondition,
  type FormulaPart,
  type ModuleStructure,
  type Uid,
} from '../parser/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { openElement, type Question } from './explain-module.ts';

/** A part of a property, ready to be asked about. */
export interface WhyPart {
  readonly id: number;
  readonly part: FormulaPart;
  /** TLA+ for a module that extends the root module, or what cannot be written there. */
  readonly text: Result<string, string>;
  /** The names that stand for the variables of the quantifiers around it, outermost first. */
  readonly scope: readonly string[];
  /** Of a quantifier: `tw_b0 \in S, tw_b1 \in T`, where that can be written. */
  readonly binders?: string;
  /** Of a relation: its operands, where they can be written. */
  readonly sides: readonly string[];
  readonly parts: readonly WhyPart[];
}

/** A fairness condition, ready to be asked about. */
export interface WhyFairness {
  readonly condition: FairnessCondition;
  readonly open: string;
  readonly close: string;
  /** `<<A>>_v`. */
  readonly step: string;
  readonly scope: readonly string[];
  readonly scopeNames: readonly string[];
}

/** All that TLC is asked about a trace. */
export interface WhyQuestions {
  readonly properties: readonly WhyPart[];
  readonly fairness: readonly WhyFairness[];
  readonly actions: readonly Question[];
}

/** Gives numbers and names to the parts of properties, so that each question and each variable has its own. */
export function createPartAsker(structure: ModuleStructure, prefix: string): (part: FormulaPart) => WhyPart {
  const names = new Map<Uid, string>();
  let ids = 0;
  let variables = 0;
  const print = (expression: Expression): Result<string, string> => {
    const printed = printExpression(expression, structure, (uid) => names.get(uid));
    return printed.ok ? printed : fail(printed.error.what);
  };
  const ask = (part: FormulaPart, scope: readonly string[]): WhyPart => {
    const id = ids++;
    const printed = part.at ? print(part.expression) : fail('a temporal formula');
    const text = printed.ok && part.isUnchanged ? ok(`UNCHANGED ${printed.value}`) : printed;
    const own = part.bound.map(({ uid }) => {
      const name = `${prefix}b${variables++}`;
      names.set(uid, name);
      return name;
    });
    const binders = own.length > 0 ? bindersOf(part, names, print) : undefined;
    const inside = [...scope, ...own];
    return {
      ...{ id, part, text, scope },
      sides: (part.sides ?? []).flatMap((side) => {
        const written = print(side);
        return written.ok ? [written.value] : [];
      }),
      ...(binders?.ok && { binders: binders.value }),
      parts: part.parts.map((inner) => ask(inner, inside)),
    };
  };
  return (part) => ask(part, []);
}

function bindersOf(
  { bound }: FormulaPart,
  names: ReadonlyMap<Uid, string>,
  print: (expression: Expression) => Result<string, string>,
): Result<string, string> {
  const texts: string[] = [];
  for (const { uid, set, tuple } of bound) {
    if (tuple && tuple[0] !== uid) continue;
    const printed = print(set);
    if (!printed.ok) return printed;
    const pattern = tuple ? `<<${tuple.map((each) => names.get(each)).join(', ')}>>` : names.get(uid);
    texts.push(`${pattern} \\in ${printed.value}`);
  }
  return ok(texts.join(', '));
}

/** Writes a fairness condition as a question; the error names what has no text in the root module. */
export function askFairness(
  condition: FairnessCondition,
  number: number,
  structure: ModuleStructure,
  prefix: string,
): Result<WhyFairness, string> {
  const bound = condition.path.flatMap((element) => (element.kind === 'bound' ? [element.variable] : []));
  const names = new Map(bound.map(({ uid }, i) => [uid, `${prefix}f${number}_${i}`]));
  let unwritable: string | undefined;
  const print = (expression: Expression): string => {
    const printed = printExpression(expression, structure, (uid) => names.get(uid));
    if (printed.ok) return printed.value;
    unwritable ??= printed.error.what;
    return '';
  };
  const path = condition.path.map((element) => openElement(element, names, print, prefix, '\\A'));
  const step = `<<${print(condition.action)}>>_(${print(condition.subscript)})`;
  if (unwritable !== undefined) return fail(unwritable);
  return ok({
    condition,
    open: path.map(([open]) => open).join(''),
    close: path
      .map(([, close]) => close)
      .reverse()
      .join(''),
    step,
    scope: bound.map(({ uid }) => names.get(uid)!),
    scopeNames: bound.map(({ name }) => name),
  });
}
