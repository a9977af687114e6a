import { parseSanyText, readTlcOutput, type TlcOutput } from '../parser/index.ts';
import { runTlc, type ModelSize } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import type { ExplainRequest } from './explain-request.ts';
import { OUT_OF_TIME, timeLeft } from './settings.ts';

/** A module of ours that extends a model's, with its configuration. */
export interface OwnModule {
  readonly module: string;
  readonly text: string;
  readonly config: string;
  /** The texts of other modules of ours that it needs, by name. */
  readonly others?: Readonly<Record<string, string>>;
}

/**
 * Lets TLC work through a module of ours. What it prints is handed over line by line, with one worker, so that no line
 * is cut by another. The error says why TLC could not evaluate it.
 */
export async function runOwnModule(
  { module, text, config, others = {} }: OwnModule,
  { folder, settings }: ExplainRequest,
  onLine: (line: string) => void,
  modelSize: ModelSize = 'tiny',
): Promise<Result<void, string>> {
  if (timeLeft(settings) === 0) return fail(OUT_OF_TIME);
  const reader = readTlcOutput({ onUserLine: onLine });
  const files = Object.entries({ ...others, [module]: text }).map(
    ([name, is]) => [`${name}.tla`, is] as const,
  );
  const ran = await runTlc(
    {
      ...settings,
      folder,
      module,
      generated: { files: { ...Object.fromEntries(files), [`${module}.cfg`]: config } },
      configFile: `${module}.cfg`,
      modelSize,
      simulate: undefined,
      coverage: false,
      workers: 1,
      timeLimitMilliseconds: timeLeft(settings),
    },
    { onOutput: (piece) => reader.push(piece), ...(settings.signal && { signal: settings.signal }) },
  );
  if (!ran.ok) return fail(ran.error.message);
  const output = reader.end();
  if (ran.value.ended === 'time-limit') return fail(OUT_OF_TIME);
  if (ran.value.ended === 'aborted') return fail('it was interrupted');
  if (ran.value.exitCode === 0 && output.success2193) return ok(undefined);
  return fail(`TLC could not evaluate the actions on the states: ${whyNot(output)}`);
}

function whyNot(output: TlcOutput): string {
  const [error] = parseSanyText(output.sanyText, output.modules).errors;
  const finding = output.findings[0];
  const said = error?.message ?? finding?.cause?.text ?? finding?.text ?? 'it gave no reason';
  const lines = said.trim().split('\n');
  const start = lines.findIndex(
    (line) => !/^TLC threw|^This was probably|^See the User|^The exception was/.test(line),
  );
  const telling = lines.slice(Math.max(0, start));
  // A sentence may go over several lines.
  const end = telling.findIndex((line) => line.endsWith('.'));
  return telling
    .slice(0, Math.max(0, end) + 1)
    .join(' ')
    .replace(/^: */, '');
}
