import {
  bindersIn,
  printExpression,
  type Definition,
  type Expression,
  type Level,
  type ModuleStructure,
  type BoundVariable,
  type NextStateDisjunct,
  type PathElement,
  type TlcConfig,
  type Uid,
} from '../parser/index.ts';
import { fail, ok, type Result, type SourceLocation } from '../trace/index.ts';
import { declareConstants, derivedConfig } from './model-literals.ts';
import type { OwnModule } from './run-own-module.ts';
import type { StatePair } from './state-pair.ts';
import { tabulatePairs } from './tabulate-pairs.ts';
import { unnamedDisjuncts } from './unnamed-disjuncts.ts';

/** A parameter of a disjunct as it is shown in an action label. */
export interface LabelParameter {
  readonly name: string;
  /** TLA+ text of its value, over the bound variables of the disjunct. */
  readonly text: string;
  /** TLA+ text of a constant set that its values come from, where there is one. */
  readonly range?: string;
  /** The variable of a quantifier that it is; missing where Next computes it. */
  readonly variable?: Uid;
}

/** A disjunct of Next, ready to be asked about. */
export interface Question {
  readonly name: string;
  readonly parameters: readonly LabelParameter[];
  /** Name and place that TLC prints for it. */
  readonly shownAs: NextStateDisjunct['shownAs'];
  /** `(\E u \in Users : ` ..., up to the action, and what closes it. */
  readonly open: string;
  /** The same with `\A`, for what is to be done with every instance. */
  readonly openAll: string;
  readonly close: string;
  readonly action: string;
  /** TLA+ text around the set of one instance that makes it the set of all: `UNION {` ... ` : u \in Users}`. */
  readonly gather: readonly [open: string, close: string];
  /** Where it stands, if it is in no operator but the next-state relation itself. */
  readonly unnamedAt?: SourceLocation;
  /** Of what the instances depend on: 0 constants, 1 the state, more the next state. */
  readonly level: Level;
}

/** Writes a disjunct as a question; the error names what cannot be printed as TLA+. */
function askDisjunct(
  disjunct: NextStateDisjunct,
  structure: ModuleStructure,
  prefix: string,
  writtenOut: boolean,
): Result<Question, string> {
  const names = new Map<Uid, string>();
  const print = (expression: Expression): string => {
    const printed = printExpression(expression, structure, (uid) => names.get(uid));
    if (!printed.ok) throw new Unprintable(printed.error.what);
    return printed.value;
  };
  try {
    disjunct.bound.forEach(({ uid }, i) => names.set(uid, `${prefix}b${i}`));
    const path = disjunct.path.map((element) => openElement(element, names, print, prefix));
    const gather = disjunct.path.map((element) => gatherElement(element, names, print, prefix));
    return ok({
      name: disjunct.name,
      shownAs: disjunct.shownAs,
      parameters: labelParameters(disjunct, structure, print),
      open: path.map(([open]) => open).join(''),
      openAll: disjunct.path.map((element) => openElement(element, names, print, prefix, '\\A')[0]).join(''),
      close: closeAll(path),
      gather: [gather.map(([open]) => open).join(''), closeAll(gather)],
      level: levelOf(disjunct),
      action: writtenOut ? print(disjunct.expression) : printAction(disjunct, print),
    });
  } catch (error) {
    if (error instanceof Unprintable) return fail(error.message);
    throw error;
  }
}

/** Writes all disjuncts as questions; the error names the first that cannot be. */
export function askDisjuncts(
  disjuncts: readonly NextStateDisjunct[],
  structure: ModuleStructure,
  writtenOut = false,
): Result<readonly Question[], string> {
  const prefix = freshPrefix(structure);
  const unnamed = unnamedDisjuncts(disjuncts, structure);
  const questions: Question[] = [];
  for (const [i, disjunct] of disjuncts.entries()) {
    const question = askDisjunct(disjunct, structure, prefix, writtenOut);
    if (!question.ok) return question;
    const unnamedAt = unnamed[i];
    questions.push({ ...question.value, ...(unnamedAt && { unnamedAt }) });
  }
  return ok(questions);
}

/** The text around all that comes later on the path; `\\A` for what is to be done with every element. */
export function openElement(
  element: PathElement,
  names: ReadonlyMap<Uid, string>,
  print: (expression: Expression) => string,
  prefix: string,
  quantifier: '\\E' | '\\A' = '\\E',
): readonly [open: string, close: string] {
  switch (element.kind) {
    case 'bound': {
      const range = rangeText(element.variable, names, print);
      return range === undefined ? ['', ''] : [`(${quantifier} ${range} : `, ')'];
    }
    case 'let': {
      const hole = `${prefix}hole`;
      const [open = '', close = ''] = print({
        kind: 'let',
        definitions: element.definitions,
        body: { kind: 'string', value: hole },
      }).split(`"${hole}"`);
      return [open, close];
    }
    // The values of a disjunct are in terms of the root module already.
    case 'parameters':
    case 'substitution':
      return ['', ''];
  }
}

/** The same for the set of what is there for any of the elements. */
function gatherElement(
  element: PathElement,
  names: ReadonlyMap<Uid, string>,
  print: (expression: Expression) => string,
  prefix: string,
): readonly [open: string, close: string] {
  if (element.kind !== 'bound') return openElement(element, names, print, prefix);
  const range = rangeText(element.variable, names, print);
  return range === undefined ? ['', ''] : ['UNION {', ` : ${range}}`];
}

/** `u \in Users`; a pattern of several variables is written with the first of them. */
function rangeText(
  { uid, tuple, set }: BoundVariable,
  names: ReadonlyMap<Uid, string>,
  print: (expression: Expression) => string,
): string | undefined {
  if (tuple && tuple[0] !== uid) return undefined;
  const pattern = tuple ? `<<${tuple.map((part) => names.get(part)).join(', ')}>>` : names.get(uid);
  return `${pattern} \\in ${print(set)}`;
}

const closeAll = (path: readonly (readonly [open: string, close: string])[]): string =>
  path
    .map(([, close]) => close)
    .reverse()
    .join('');

const levelOf = ({ bound, arguments: operands }: NextStateDisjunct): Level =>
  Math.max(
    ...bound.map(({ set }) => set.level ?? 0),
    ...operands.map(({ value }) => value.level ?? 0),
    0,
  ) as Level;

/** A whole definition is called by its name where the root module knows it; anything else is written out. */
function printAction(
  { definition, qualifiedName, isWholeDefinition, arguments: operands, expression }: NextStateDisjunct,
  print: (expression: Expression) => string,
): string {
  if (!isWholeDefinition || definition === undefined || qualifiedName === undefined) return print(expression);
  return print({
    kind: 'apply',
    operator: definition,
    operands: operands.map(({ value }) => value),
    bound: [],
  });
}

/** Unwinds the printing of one disjunct; never leaves this module. */
class Unprintable extends Error {}

/** The definition's parameters, then what is bound inside of the definition when the leaf is only a part of it. */
export function labelParameters(
  disjunct: NextStateDisjunct,
  structure: ModuleStructure,
  print: (expression: Expression) => string,
): LabelParameter[] {
  const local = new Set(disjunct.path.flatMap(namesOn));
  // A set that names what is bound or defined on the way has no meaning where ranges are asked for.
  const isConstant = (set: Expression): boolean =>
    set.level === 0 && [...bindersIn(set, structure).used].every((uid) => !local.has(uid));
  const sourceOf = (text: string): Pick<LabelParameter, 'variable' | 'range'> => {
    const bound = disjunct.bound.find(({ uid }) => unwrap(text) === print(reference(uid)));
    if (!bound) return {};
    const { uid: variable, tuple, set } = bound;
    return { variable, ...(!tuple && isConstant(set) && { range: print(set) }) };
  };
  const formal = disjunct.arguments.map(({ name, value }) => {
    const text = print(value);
    return { name, text, ...sourceOf(text) };
  });
  if (disjunct.isWholeDefinition) return formal;
  const inner = disjunct.bound.filter(({ uid }) => isInside(uid, disjunct.definition, structure));
  return [
    ...formal,
    ...inner.map(({ uid, name }) => {
      const text = print(reference(uid));
      return { name, text, ...sourceOf(text) };
    }),
  ];
}

const namesOn = (element: PathElement): readonly Uid[] =>
  element.kind === 'bound' ? [element.variable.uid] : element.kind === 'let' ? element.definitions : [];

const reference = (uid: Uid): Expression => ({ kind: 'apply', operator: uid, operands: [], bound: [] });

const unwrap = (text: string): string => (/^\([A-Za-z0-9_]+\)$/.test(text) ? text.slice(1, -1) : text);

function isInside(variable: Uid, definition: Uid | undefined, structure: ModuleStructure): boolean {
  const inner = structure.symbols.get(variable);
  const outer = definition === undefined ? undefined : (structure.symbols.get(definition) as Definition);
  const [a, b] = [inner && 'location' in inner ? inner.location : undefined, outer?.location];
  return (
    !outer || !a || !b || (a.module === b.module && a.beginLine >= b.beginLine && a.endLine <= b.endLine)
  );
}

/** A prefix that no name of the specification begins with. */
export function freshPrefix(structure: ModuleStructure): string {
  const names = [...structure.symbols.values()].map(({ name }) => name);
  let prefix = 'tw_';
  while (names.some((name) => name.startsWith(prefix))) prefix = `tw${prefix}`;
  return prefix;
}

/**
 * A module that lets TLC itself say which instances of which disjuncts allow each pair of states: its behaviors are
 * forced through the pairs, and each instance that is enabled on a pair prints its number and its arguments.
 */
export function explainModule(
  root: string,
  pairs: readonly StatePair[],
  questions: readonly Question[],
  config: TlcConfig,
  prefix: string,
  writtenOut: boolean,
): OwnModule {
  const variables = [...(pairs[0]?.before.keys() ?? [])];
  const { constants, values, states, groups, rows } = tabulatePairs(pairs, variables, prefix);
  const assign = (mark: string, column: number): string =>
    variables
      .map(
        (name, i) =>
          `${name}${mark} = ${prefix}values[${prefix}states[${prefix}pairs[${prefix}pair][${column}]][${i + 1}]]`,
      )
      .join(' /\\ ');
  const module = `${prefix}Explain`;
  const text = [
    `---- MODULE ${module} ----`,
    // What is written out may use what the root module has for itself only, by LOCAL INSTANCE.
    `EXTENDS ${root}, TLC, Sequences${writtenOut ? ', Integers, FiniteSets' : ''}`,
    ...declareConstants(constants),
    `VARIABLES ${prefix}pair, ${prefix}after`,
    `${prefix}Say(mark, tuple) == PrintT(mark \\o ToString(tuple))`,
    `${prefix}values == <<${values.join(',\n')}>>`,
    `${prefix}states == <<${states.join(',\n')}>>`,
    `${prefix}asked == <<${groups.join(',\n')}>>`,
    `${prefix}pairs == <<${rows.join(',\n')}>>`,
    ...askRanges(questions, prefix, `${prefix}Say`),
    `${prefix}Init == ${prefix}after = FALSE /\\ ${prefix}pair \\in DOMAIN ${prefix}pairs /\\ ${assign('', 2)}`,
    `${prefix}Go == ~${prefix}after /\\ ${prefix}after' = TRUE /\\ ${prefix}pair' = ${prefix}pair /\\ ${assign("'", 3)}`,
    `${prefix}Next ==`,
    ...questions.map((question, i) => `  \\/ ${printQuestion(question, i, prefix)}`),
    '====',
    '',
  ].join('\n');
  return { module, text, config: derivedConfig(config, constants, prefix) };
}

/** Lets TLC say the constant sets that parameters come from; `say(mark, tuple)` prints. */
export const askRanges = (
  questions: readonly Pick<Question, 'parameters'>[],
  prefix: string,
  say: string,
): readonly string[] =>
  questions.flatMap(({ parameters }, i) =>
    parameters.flatMap(({ range }, j) =>
      range === undefined ? [] : [`ASSUME ${say}("${prefix}range ", <<${i}, ${j}, ${range}>>)`],
    ),
  );

/** True on the pairs that the question is asked of and that the action allows; then it says so. */
function printQuestion(
  { open, close, action, parameters }: Question,
  number: number,
  prefix: string,
): string {
  const pair = `${prefix}pairs[${prefix}pair]`;
  const values = parameters.map(({ text }) => text).join(', ');
  const answer = `${prefix}Say("${prefix}answer ", <<${pair}[1], ${number}, <<${values}>>>>)`;
  return `(${number} \\in ${prefix}asked[${pair}[4]] /\\ ${open}(${prefix}Go /\\ ${action} /\\ ${answer})${close})`;
}
