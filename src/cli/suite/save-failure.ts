import { readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
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
  traceToJson,
  type Result,
  type TraceOrigin,
  type WalkSet,
} from '../../trace/index.ts';
import { shownPath } from '../shown-path.ts';
import { testIds, traceId } from '../trace-id.ts';
import { writeChunks } from '../write-chunks.ts';
import { relativePath, suiteCommand, suiteFile, type SuiteLocation } from './suite-location.ts';

const OPTION = '--save';

/** Where the trace of a failure goes; the error says why it cannot be there. Nothing is written. */
export async function placeOfFailure(
  name: string,
  { manifest, file }: FoundManifest,
  { folder }: SuiteLocation,
): Promise<Result<string, string>> {
  if (!/^\w[\w.-]*$/.test(name))
    return fail(`${OPTION} ${name}: a name of letters, digits, "_", "-" and "." is expected`);
  if (testIds(manifest).includes(name))
    return fail(`${OPTION} ${name}: ${shownPath(file)} has a test of that name`);
  const beside = manifest.suite?.traces[0];
  const place = join(
    resolve(folder, beside === undefined ? 'traces' : dirname(beside)),
    `${name}.trace.json`,
  );
  const isThere = (await stat(place).catch(() => undefined)) !== undefined;
  return isThere ? fail(`${OPTION} ${name}: ${shownPath(place)} is there already`) : ok(place);
}

/**
 * Writes the shortest way to a failure of a walk as a trace, and names it in the manifest, so that `generate` makes a test of
 * it. Answers with what was done, a sentence a line; after an error nothing is changed.
 */
export async function saveFailure(
  failure: NotedFailure,
  place: string,
  { manifest, file }: FoundManifest,
  location: SuiteLocation,
): Promise<Result<string, string>> {
  const set = parseWalks(await readFile(join(location.output, walksFile(failure.id)), 'utf8'));
  if (!set.ok) return set;
  const problem = cannotShow(set.value, failure);
  if (problem !== undefined)
    return fail(
      `${problem}: a trace shows only what is allowed, so nothing was saved; the walk goes on testing it`,
    );
  const model = manifest.models.find((candidate) => traceId(candidate) === failure.id);
  if (!model) return fail(`${shownPath(file)} has no model of the configuration ${failure.id} any more`);
  const origin = originOf(await readFile(suiteFile(location), 'utf8'), model);
  const trace = traceAlong(set.value, failure, origin);
  const manifestText = await readFile(file, 'utf8');
  const written = await writeChunks(place, [`${JSON.stringify(traceToJson(trace), null, 2)}\n`], OPTION);
  if (!written.ok) return written;
  const named = withTrace(manifestText, relativePath(location.folder, place), manifest.suite?.traces.length);
  const rewritten = await writeChunks(file, [named], OPTION);
  if (!rewritten.ok) {
    await rm(place, { force: true });
    return rewritten;
  }
  const steps = `${trace.steps.length} ${trace.steps.length === 1 ? 'step' : 'steps'}`;
  return ok(
    `saved the shortest way to the failure, ${steps}, as ${shownPath(place)}, and named it in ${shownPath(file)}\n` +
      `make a test of it with: ${suiteCommand(location, 'generate')}`,
  );
}

/** Why a trace cannot show a failure: it tells what was done, not what was refused. */
function cannotShow({ actions }: WalkSet, { refusal, needsRefusals }: NotedFailure): string | undefined {
  if (refusal === undefined)
    return needsRefusals ? 'the failure only comes when actions were refused on the way' : undefined;
  const name = printAction(actions[refusal.action]!, printValue);
  const where = 'where the model does not allow it';
  if (refusal.was === 'performed') return `the implementation performed ${name} ${where}`;
  return refusal.was === 'changed'
    ? `the implementation refused ${name} ${where}, and its state changed`
    : `the implementation did not answer ${name} ${where}`;
}

/** The run of TLC that made the suite, as its header tells. */
function originOf(suite: string, { module, config }: { module: string; config: string }): TraceOrigin {
  const made = /^\/\/ Made by TLC (.*?)(?: \(-fp (\S+) -seed (\S+) -workers (\S+)\))? from/m.exec(suite);
  const [, tlcVersion = 'unknown', fp = '0', seed = '1', workers = '1'] = made ?? [];
  return { module, config, tlcVersion, jarSha256: 'unknown', fp: Number(fp), seed, workers };
}

/** The manifest with one more saved trace, laid out as it was. */
function withTrace(text: string, path: string, count = 0): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  const edits =
    count === 0
      ? modify(text, ['suite', 'traces'], [path], { formattingOptions })
      : modify(text, ['suite', 'traces', count], path, { formattingOptions, isArrayInsertion: true });
  return applyEdits(text, edits);
}
