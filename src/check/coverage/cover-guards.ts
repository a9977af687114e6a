import type { ModelTask } from '../../manifest/index.ts';
import type { ModuleStructure, NextStateDisjunct, TlcConfig } from '../../parser/index.ts';
import {
  fail,
  ok,
  printAction,
  printValue,
  type ActionInstance,
  type Result,
  type SourceLocation,
} from '../../trace/index.ts';
import { applyOverrides } from '../apply-overrides.ts';
import type { TextAt } from '../build-property.ts';
import { askDisjuncts, freshPrefix, type Question } from '../explain-module.ts';
import { instanceOf } from '../label-trace.ts';
import { initialPredicate, modelDisjuncts } from '../model-behavior.ts';
import { createModuleReader } from '../module-reader.ts';
import { readAnswers } from '../read-answers.ts';
import { readStructure } from '../read-structure.ts';
import { runOwnModule } from '../run-own-module.ts';
import type { ModelSettings } from '../settings.ts';
import { uncallable } from '../uncallable.ts';
import { COUNT_OPERATORS, coverageModule } from './coverage-module.ts';
import type { ActionGuards, GuardCoverage, PartCoverage } from './guard-coverage.ts';
import { guardQuestions, type GuardQuestions } from './guard-questions.ts';
import { instancesInRanges } from './instances-in-ranges.ts';
import { readCounts, type Counts } from './read-counts.ts';

/** Ways to ask: a LOCAL definition cannot be called from another module, but its body can be written out. */
const ATTEMPTS = [
  { writtenOut: false, extended: [] },
  { writtenOut: true, extended: ['Integers', 'FiniteSets'] },
] as const;

/** Lets TLC search the states of a model again, and count what is taken there, and what refuses the rest. */
export async function coverGuards(
  task: ModelTask,
  config: TlcConfig,
  settings: ModelSettings,
): Promise<Result<GuardCoverage, string>> {
  const read = await readStructure(task, settings);
  if (!read.ok) return read;
  const structure = applyOverrides(read.value, config);
  const disjuncts = modelDisjuncts(config, structure);
  if (!disjuncts.ok) return disjuncts;
  const initial = initialPredicate(config, structure);
  if (!initial.ok) return initial;
  const { textAt } = createModuleReader([task.folder, ...settings.libraries]);
  const prefix = freshPrefix(structure);
  const inlined = uncallable(structure, textAt);
  const guards = guardQuestions(disjuncts.value, structure, inlined, prefix, COUNT_OPERATORS);
  let reason = '';
  for (const { writtenOut, extended } of ATTEMPTS) {
    const asked = askDisjuncts(disjuncts.value, structure, writtenOut);
    if (!asked.ok) return asked;
    const questions = asked.value;
    const lines: string[] = [];
    const request = { root: task.module, config, prefix, initial: initial.value, guards, extended };
    const ran = await runOwnModule(
      coverageModule({ ...request, questions }),
      { folder: task.folder, module: task.module, config, structure, settings },
      (line) => lines.push(line),
      'unknown',
    );
    if (ran.ok) {
      const told = { questions, lines, prefix, guards, disjuncts: disjuncts.value, structure };
      return tell(told, textAt);
    }
    reason ||= ran.error;
  }
  return fail(reason);
}

interface Told {
  readonly questions: readonly Question[];
  readonly lines: readonly string[];
  readonly prefix: string;
  readonly guards: GuardQuestions;
  readonly disjuncts: readonly NextStateDisjunct[];
  readonly structure: ModuleStructure;
}

/** What TLC counted, by the actions of the specification. */
function tell(
  { questions, lines, prefix, guards, disjuncts, structure }: Told,
  textAt: TextAt,
): Result<GuardCoverage, string> {
  const counts = readCounts(lines, prefix, guards.parts.length, questions.length);
  if (!counts.ok) return counts;
  const { ranges } = readAnswers(lines, prefix);
  const possible = instancesInRanges(questions, { ranges });
  const actions = new Map<string, Draft>();
  const notes = [...guards.notes, ...counts.value.problems.map((problem) => notAsked(problem, disjuncts))];
  disjuncts.forEach((disjunct, number) => {
    const { name, shownAs } = disjunct;
    const symbol = disjunct.definition === undefined ? undefined : structure.symbols.get(disjunct.definition);
    const own = symbol && 'location' in symbol ? symbol.location : undefined;
    const location = own ? placeOfName(own, name, textAt) : (disjunct.location ?? shownAs.location);
    if (!location) {
      notes.push(`an action is left out, because it stands nowhere: ${name}`);
      return;
    }
    const key = JSON.stringify([name, location]);
    const draft = actions.get(key) ?? { name, location, disjuncts: [] };
    draft.disjuncts.push(number);
    actions.set(key, draft);
  });
  const context = { counts: counts.value, guards, questions, possible, textAt };
  return ok({ actions: [...actions.values()].map((draft) => guardsOf(draft, context)), notes });
}

/** Where the name stands in a definition; in that of an instance it stands without the name of the instance. */
function placeOfName(definition: SourceLocation, name: string, textAt: TextAt): SourceLocation {
  const local = 'LOCAL ';
  const beginColumn = definition.beginColumn + (textAt(definition)?.startsWith(local) ? local.length : 0);
  const { length } = name.slice(name.lastIndexOf('!') + 1);
  return {
    ...definition,
    beginColumn,
    endLine: definition.beginLine,
    endColumn: beginColumn + length - 1,
  };
}

interface Draft {
  readonly name: string;
  readonly location: SourceLocation;
  readonly disjuncts: number[];
}

interface GuardContext {
  readonly counts: Counts;
  readonly guards: GuardQuestions;
  readonly questions: readonly Question[];
  readonly possible: readonly ActionInstance[];
  readonly textAt: TextAt;
}

function guardsOf({ name, location, disjuncts }: Draft, context: GuardContext): ActionGuards {
  const { counts, questions, possible } = context;
  const instances = new Map<string, number>();
  const names = new Set(disjuncts.map((number) => questions[number]!.name));
  for (const instance of possible)
    if (names.has(instance.name)) instances.set(printAction(instance, printValue), 0);
  let taken = 0;
  for (const question of disjuncts)
    for (const { values, count } of counts.taken[question]!) {
      taken += count;
      const label = values && printAction(instanceOf({ question, values }, questions), printValue);
      const known = label ?? `${name}, more instances`;
      instances.set(known, (instances.get(known) ?? 0) + count);
    }
  return {
    name,
    location,
    shownAs: [...new Set(disjuncts.map((number) => questions[number]!.shownAs.name))],
    taken,
    instances: [...instances].map(([instance, count]) => ({ name: instance, taken: count })),
    parts: partsOf(disjuncts, context),
  };
}

/** A part that several disjuncts have is one. */
function partsOf(
  disjuncts: readonly number[],
  { guards, counts, textAt }: GuardContext,
): readonly PartCoverage[] {
  const parts = new Map<string, PartCoverage>();
  guards.parts.forEach(({ kind, location, disjunct }, number) => {
    if (!disjuncts.includes(disjunct)) return;
    const [passed, refused, failed] = counts.parts[number]!;
    const key = JSON.stringify([kind, location]);
    const before = parts.get(key);
    parts.set(key, {
      kind,
      location,
      text: textAt(location) ?? '',
      passed: passed + (before?.passed ?? 0),
      refused: refused + (before?.refused ?? 0),
      failed: failed + (before?.failed ?? 0),
    });
  });
  return [...parts.values()];
}

const notAsked = (
  { disjunct, message }: Counts['problems'][number],
  disjuncts: readonly NextStateDisjunct[],
): string =>
  `not all guards of ${disjuncts[disjunct]?.name ?? 'an action'} could be evaluated: ${message.split('\n').join(' ')}`;
