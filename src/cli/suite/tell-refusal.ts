import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { askRefusal, printPlace, type RefusalReason } from '../../check/index.ts';
import { walksFile } from '../../codegen/index.ts';
import type { NotedFailure } from '../../conformance/index.ts';
import type { FoundManifest } from '../../manifest/index.ts';
import {
  fail,
  ok,
  parseWalks,
  printAction,
  printValue,
  traceAlong,
  traceStates,
  type Result,
} from '../../trace/index.ts';
import { checkSettings } from '../check-settings.ts';
import { findTools } from '../tools.ts';
import { traceId } from '../trace-id.ts';
import type { SuiteLocation } from './suite-location.ts';

/**
 * Why the model does not allow the action that an implementation performed, in lines: each conjunct of the guard that is false
 * there, and each quantifier that does not range over its arguments, with file and line, as TLC says.
 */
export async function tellRefusal(
  { id, ...walk }: NotedFailure,
  refused: number,
  { manifest, tasks }: FoundManifest,
  { folder, output }: SuiteLocation,
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<Result<string, string>> {
  const model = manifest.models.find((candidate) => traceId(candidate) === id);
  const task = tasks.find(({ config }) => basename(config) === model?.config);
  if (!task) return fail(`${id} is no model of the manifest any more`);
  const set = parseWalks(await readFile(join(output, walksFile(id)), 'utf8'));
  if (!set.ok) return set;
  const tools = await findTools({}, env, () => undefined, folder);
  if (!tools.ok) return tools;
  const action = set.value.actions[refused]!;
  const state = traceStates(traceAlong(set.value, walk)).at(-1)!;
  const reasons = await askRefusal(task, state, action, checkSettings(tools.value, {}, signal));
  if (!reasons.ok) return reasons;
  const name = printAction(action, printValue);
  if (reasons.value.length === 0) return fail(`TLC finds no conjunct of ${name} that is false there`);
  return ok(
    [
      `${id}: the model does not allow ${name} in that state, because of:`,
      ...reasons.value.map(reasonLine),
    ].join('\n'),
  );
}

const reasonLine = ({ location, text, is }: RefusalReason): string =>
  `  ${printPlace(location)}: ${text} is ${is}`;
