import { parseConfig } from '../../parser/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import {
  fail,
  ok,
  type ActionInstance,
  type Result,
  type SourceLocation,
  type State,
} from '../../trace/index.ts';
import { applyOverrides } from '../apply-overrides.ts';
import { freshPrefix } from '../explain-module.ts';
import { modelDisjuncts } from '../model-behavior.ts';
import { declareConstants, derivedConfig, stateTuple, valueTuple } from '../model-literals.ts';
import { modelConstants } from '../model-values.ts';
import { createModuleReader } from '../module-reader.ts';
import { readStructure } from '../read-structure.ts';
import { runOwnModule, type OwnModule } from '../run-own-module.ts';
import type { ModelSettings } from '../settings.ts';
import { TRY, TRY_MODULE } from '../try-module.ts';
import { uncallable } from '../uncallable.ts';
import { guardQuestions, type GuardPart } from './guard-questions.ts';

/** A conjunct that keeps an action from happening in a state. */
export interface FalseGuard {
  readonly location: SourceLocation;
  /** As it stands in the module, on one line. */
  readonly text: string;
  /** What TLC says where it could not evaluate it. */
  readonly failure?: string;
}

/**
 * Asks TLC which conjuncts of an action's guard refuse it in a state, where the model does not allow it: those that are
 * false, of each disjunct of that name, for the values of inner quantifiers too. The error says why that is not known.
 */
export async function askRefusal(
  task: ModelTask,
  state: State,
  action: ActionInstance,
  settings: ModelSettings,
): Promise<Result<readonly FalseGuard[], string>> {
  const config = parseConfig(task.configText);
  if (!config.ok) return fail(config.error.message);
  const read = await readStructure(task, settings);
  if (!read.ok) return read;
  const structure = applyOverrides(read.value, config.value);
  const disjuncts = modelDisjuncts(config.value, structure);
  if (!disjuncts.ok) return disjuncts;
  const { textAt } = createModuleReader([task.folder, ...settings.libraries]);
  const prefix = freshPrefix(structure);
  const given = action.arguments ?? [];
  const constants = modelConstants([...state.values(), ...given.map(({ value }) => value)], prefix);
  const asked = disjuncts.value.filter(({ name }) => name === action.name);
  const { parts, formulas } = guardQuestions(asked, structure, uncallable(structure, textAt), prefix, {
    tried: TRY,
    hit: `${prefix}Hit`,
    meant: (parameters) =>
      `${valueTuple(
        given.map(({ value }) => value),
        constants,
      )} = <<${parameters.map(({ text }) => text).join(', ')}>>`,
  });
  const module = `${prefix}Refusal`;
  const variables = [...state.keys()];
  const written: OwnModule = {
    module,
    text: [
      `---- MODULE ${module} ----`,
      `EXTENDS ${task.module}, TLC, Sequences, Integers, FiniteSets, ${TRY}`,
      ...declareConstants(constants),
      `${prefix}state == ${stateTuple(state, variables, constants)}`,
      `${prefix}Hit(${prefix}part, ${prefix}result) ==`,
      `  PrintT("${prefix}part " \\o ToString(${prefix}part) \\o " " \\o ${prefix}result)`,
      `${prefix}Init == ${variables.map((name, i) => `${name} = ${prefix}state[${i + 1}]`).join(' /\\ ')}`,
      `${prefix}Next ==`,
      ...formulas.flatMap((formula) => (formula === undefined ? [] : [`  \\/ (${formula} /\\ FALSE)`])),
      '  \\/ FALSE /\\ UNCHANGED <<' + variables.join(', ') + '>>',
      '====',
      '',
    ].join('\n'),
    config: derivedConfig(config.value, constants, prefix),
    others: { [TRY]: TRY_MODULE },
  };
  const lines: string[] = [];
  const request = { folder: task.folder, module: task.module, config: config.value, structure, settings };
  const ran = await runOwnModule(written, request, (line) => lines.push(line));
  return ran.ok ? ok(falseGuards(lines, prefix, parts, textAt)) : ran;
}

function falseGuards(
  lines: readonly string[],
  prefix: string,
  parts: readonly GuardPart[],
  textAt: (location: SourceLocation) => string | undefined,
): readonly FalseGuard[] {
  const found = new Map<string, FalseGuard>();
  for (const line of lines) {
    const [, number, result = ''] = new RegExp(`^"?${prefix}part (\\d+) (.*?)"?$`).exec(line) ?? [];
    const part = number === undefined ? undefined : parts[Number(number)];
    if (part?.kind !== 'guard' || result === 'TRUE') continue;
    const { location } = part;
    const failure = result === 'FALSE' ? {} : { failure: result };
    found.set(JSON.stringify(location), { location, text: textAt(location) ?? '', ...failure });
  }
  return [...found.values()];
}
