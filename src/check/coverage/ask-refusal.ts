import { parseConfig } from '../../parser/index.ts';
import type { ModelTask } from '../../manifest/index.ts';
import { fail, ok, printValue, type ActionInstance, type Result, type State } from '../../trace/index.ts';
import { applyOverrides } from '../apply-overrides.ts';
import { freshPrefix } from '../explain-module.ts';
import { modelDisjuncts } from '../model-behavior.ts';
import { beginIn, declareConstants, derivedConfig } from '../model-literals.ts';
import { modelConstants } from '../model-values.ts';
import { createModuleReader } from '../module-reader.ts';
import { readStructure } from '../read-structure.ts';
import { runOwnModule, type OwnModule } from '../run-own-module.ts';
import type { ModelSettings } from '../settings.ts';
import { TRY, TRY_MODULE } from '../try-module.ts';
import { uncallable } from '../uncallable.ts';
import { BoundQuestions } from './bound-questions.ts';
import { guardQuestions } from './guard-questions.ts';
import { refusalReasons, type RefusalReason } from './refusal-reasons.ts';

/**
 * Asks TLC why the model does not allow an action in a state: which conjuncts of its guard are false, of each disjunct of that
 * name, for the values of inner quantifiers too, and which quantifiers around it do not range over its arguments. The
 * error says why that is not known.
 */
export async function askRefusal(
  task: ModelTask,
  state: State,
  action: ActionInstance,
  settings: ModelSettings,
): Promise<Result<readonly RefusalReason[], string>> {
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
  const around = new BoundQuestions(
    given.map(({ name, value }) => ({ name, text: constants.print(value), shown: printValue(value) })),
    { tried: TRY, hit: `${prefix}Around` },
    prefix,
  );
  const { parts: guards, formulas } = guardQuestions(
    disjuncts.value.filter(({ name }) => name === action.name),
    structure,
    uncallable(structure, textAt),
    prefix,
    { tried: TRY, hit: `${prefix}Hit`, around },
  );
  const module = `${prefix}Refusal`;
  const variables = [...state.keys()];
  const written: OwnModule = {
    module,
    text: [
      `---- MODULE ${module} ----`,
      `EXTENDS ${task.module}, TLC, Sequences, Integers, FiniteSets, ${TRY}`,
      ...declareConstants(constants),
      `${prefix}Hit(${prefix}part, ${prefix}result) ==`,
      `  PrintT("${prefix}part " \\o ToString(${prefix}part) \\o " " \\o ${prefix}result)`,
      `${prefix}Around(${prefix}part, ${prefix}result) ==`,
      `  PrintT("${prefix}around " \\o ToString(${prefix}part) \\o " " \\o ${prefix}result)`,
      ...beginIn([state], variables, constants, prefix),
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
  if (!ran.ok) return ran;
  const marks = { guard: `${prefix}part`, bound: `${prefix}around` };
  return ok(refusalReasons(lines, { guards, bounds: around.parts }, marks, textAt));
}
