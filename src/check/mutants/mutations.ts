import {
  actionParts,
  type ActionPart,
  type Expression,
  type ModuleStructure,
  type NextStateDisjunct,
  type Uid,
} from '../../parser/index.ts';
import type { SourceLocation } from '../../trace/index.ts';
import type { TextAt } from '../build-property.ts';
import { addedUpdates, initialValues } from './added-updates.ts';
import type { Mutation } from './mutation.ts';

/** What mutations are looked for in. All expressions can be read in the root module. */
export interface MutationSources {
  readonly disjuncts: readonly NextStateDisjunct[];
  readonly initial: readonly Expression[];
  readonly structure: ModuleStructure;
  readonly inlined: ReadonlySet<Uid>;
  /** Undefined where the text of a module is not known: nothing there is changed. */
  readonly textAt: TextAt;
}

/** All changes, each once, in the order of their places. */
export function mutationsOf({
  disjuncts,
  initial,
  structure,
  inlined,
  textAt,
}: MutationSources): readonly Mutation[] {
  const found = new Map<string, Mutation>();
  const add = (action: string, { variable, ...mutation }: Omit<Mutation, 'actions'>): void => {
    const key = JSON.stringify([mutation.kind, mutation.location, mutation.becomes]);
    const known = found.get(key);
    const actions = [...new Set([...(known?.actions ?? []), action])];
    const isKnown = variable !== undefined && (!known || known.variable !== undefined);
    found.set(key, { ...mutation, actions, ...(isKnown && { variable }) });
  };
  const initialLeaves = initial.flatMap((expression) =>
    leavesOf(actionParts(expression, structure, inlined)),
  );
  const values = initialValues(initialLeaves.map(placed), structure);
  for (const { name, expression } of disjuncts) {
    const leaves = leavesOf(actionParts(expression, structure, inlined));
    // What reads a variable after the step may depend on any of its updates.
    const isRead = leaves.some(readsNextState);
    for (const leaf of leaves)
      for (const { variable, ...mutation } of [
        ...leafMutations(leaf, structure, textAt),
        ...addedUpdates(placed(leaf), values, structure, textAt),
      ])
        add(name, { ...mutation, ...(variable !== undefined && !isRead && { variable }) });
  }
  for (const leaf of initialLeaves) for (const mutation of initMutations(leaf, textAt)) add('Init', mutation);
  return [...found.values()].sort((a, b) => comparePlaces(a.location, b.location));
}

type Leaf = Extract<ActionPart, { kind: 'test' | 'update' }>;

/** Whether a part says something of a state after the step besides what a variable is there. */
function readsNextState({ kind, expression }: Leaf): boolean {
  const level =
    kind === 'test' || expression.kind !== 'apply' ? expression.level : expression.operands[1]?.level;
  return level !== undefined && level > 1;
}

/** Whether a place is in no definition but those of actions: a predicate may be used where it is no guard. */
function isInActions({ module, beginLine, endLine }: SourceLocation, { symbols }: ModuleStructure): boolean {
  return ![...symbols.values()].some(
    (symbol) =>
      symbol.kind === 'definition' &&
      symbol.location?.module === module &&
      symbol.location.beginLine <= beginLine &&
      symbol.location.endLine >= endLine &&
      (symbol.body.level ?? 0) < 2,
  );
}

/** What a part says, at the place where it is written. */
const placed = ({ expression, location }: Leaf): Expression => ({
  ...expression,
  ...(location && { location }),
});

function leavesOf(part: ActionPart): readonly Leaf[] {
  switch (part.kind) {
    case 'test':
    case 'update':
      return [part];
    case 'all':
    case 'any':
      return part.parts.flatMap(leavesOf);
    case 'if':
      return [part.condition, ...part.branches.flatMap(leavesOf)];
    case 'some':
      return leavesOf(part.part);
  }
}

function leafMutations(
  leaf: Leaf,
  structure: ModuleStructure,
  textAt: TextAt,
): readonly Omit<Mutation, 'actions'>[] {
  const { location } = leaf;
  const text = location && textAt(location);
  if (!location || text === undefined) return [];
  if (leaf.kind === 'test') {
    const guard = {
      location,
      text,
      ...(isInActions(location, structure) && ({ isOnlyGuard: true } as const)),
    };
    return [
      { kind: 'guard dropped', ...guard, becomes: 'TRUE', replacement: { kind: 'text', text: 'TRUE' } },
      {
        kind: 'guard negated',
        ...guard,
        becomes: `~(${text})`,
        replacement: { kind: 'around', before: '~(', after: ')' },
      },
    ];
  }
  const variable = /^(\w+)' *=/.exec(text)?.[1];
  const unchanged = `UNCHANGED ${variable}`;
  return [
    ...(variable === undefined
      ? []
      : [
          {
            kind: 'update dropped',
            location,
            variable,
            text,
            becomes: unchanged,
            replacement: { kind: 'text', text: unchanged },
          } as const,
        ]),
    ...indexesIn(leaf.expression, structure).flatMap((index) => indexMutation(index, textAt)),
  ];
}

interface Index {
  readonly of: SourceLocation;
  readonly at: SourceLocation;
}

/** The first indexes of `[f EXCEPT ![i] = e]`; the fields of records are no indexes. */
function indexesIn(expression: Expression, structure: ModuleStructure): readonly Index[] {
  if (expression.kind !== 'apply') return [];
  const inner = expression.operands.flatMap((operand) => indexesIn(operand, structure));
  if (structure.symbols.get(expression.operator)?.name !== '$Except') return inner;
  const [changed, ...pairs] = expression.operands;
  const own = pairs.flatMap((pair) => {
    const path = pair.kind === 'apply' ? pair.operands[0] : undefined;
    const index = path?.kind === 'apply' ? path.operands[0] : undefined;
    if (!index?.location || !changed?.location || index.kind === 'string') return [];
    return [{ of: changed.location, at: index.location }];
  });
  return [...own, ...inner];
}

/** Another element of the domain, where it has one. */
function indexMutation({ of, at }: Index, textAt: TextAt): readonly Omit<Mutation, 'actions'>[] {
  const [changed, text] = [textAt(of), textAt(at)];
  if (changed === undefined || text === undefined) return [];
  const others = `{tw_i \\in DOMAIN (${changed}) : tw_i # (${text})}`;
  const becomes = `IF ${others} = {} THEN (${text}) ELSE CHOOSE tw_i \\in ${others} : TRUE`;
  return [
    {
      kind: 'wrong index',
      location: at,
      ...(/^\w+$/.test(changed) && { variable: changed }),
      text: `[${changed} EXCEPT ![${text}] ...]`,
      becomes: 'another element of the domain',
      replacement: { kind: 'text', text: becomes },
    },
  ];
}

/** More initial states: a second value of what is a number or a truth value, or a conjunct less. */
function initMutations(leaf: Leaf, textAt: TextAt): readonly Omit<Mutation, 'actions'>[] {
  const { location } = leaf;
  const text = location && textAt(location);
  if (!location || text === undefined || leaf.kind !== 'test') return [];
  const becomes = /^\w+ *(=|\\in)/.test(text) ? moreValues(text) : 'TRUE';
  if (becomes === undefined) return [];
  return [{ kind: 'Init weakened', location, text, becomes, replacement: { kind: 'text', text: becomes } }];
}

function moreValues(text: string): string | undefined {
  const plain = /^(\w+) *= *(\d+|TRUE|FALSE)$/.exec(text);
  if (plain) return `${plain[1]} \\in ${setWith(plain[2]!)}`;
  const each = /^(\w+) *= *\[ *\w+ \\in ([^|]+?) *\|-> *(\d+|TRUE|FALSE) *\]$/.exec(text);
  return each ? `${each[1]} \\in [${each[2]} -> ${setWith(each[3]!)}]` : undefined;
}

const setWith = (value: string): string =>
  /^\d/.test(value) ? `{${value}, ${BigInt(value) + 1n}}` : 'BOOLEAN';

const comparePlaces = (a: SourceLocation, b: SourceLocation): number =>
  a.module < b.module
    ? -1
    : a.module > b.module
      ? 1
      : a.beginLine - b.beginLine || a.beginColumn - b.beginColumn;
