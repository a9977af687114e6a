import { basename } from 'node:path';
import { nearest, type FoundManifest, type ManifestError, type ModelTask } from '../manifest/index.ts';
import type { TlcConfig } from '../parser/index.ts';
import { checkedNames } from './checked-names.ts';

/** A mistake in a manifest, and the model that cannot be checked because of it. */
export interface ExpectationError {
  readonly task: ModelTask;
  readonly error: ManifestError;
}

/**
 * Expected violations that TLC cannot find, because the configuration does not ask for the property: they would be
 * noticed after the whole search only, and as "it holds". A configuration that cannot be read is left to its own check.
 */
export async function expectationErrors({
  file,
  tasks,
}: FoundManifest): Promise<readonly ExpectationError[]> {
  const violated = tasks.filter(({ expected }) => expected?.expect.result === 'violated');
  if (violated.length === 0) return [];
  // Loaded only where it is needed, because the grammars take their time.
  const { parseConfig } = await import('../parser/index.ts');
  return violated.flatMap((task) => {
    const config = parseConfig(task.configText);
    const message = config.ok ? impossible(task, config.value) : undefined;
    if (message === undefined) return [];
    const line = task.expected?.propertyLine;
    return [{ task, error: { code: 'field', message, file, ...(line !== undefined && { line }) } }];
  });
}

/** What TLC looks for without a name in the configuration. */
const WITHOUT_NAME = ['assumption', 'assertion'];

function impossible({ config, expected }: ModelTask, configuration: TlcConfig): string | undefined {
  if (expected?.expect.result !== 'violated') return undefined;
  const { property } = expected.expect;
  const name = basename(config);
  if (WITHOUT_NAME.includes(property)) return undefined;
  if (property === 'deadlock') {
    const off = configuration.statements.find(
      (statement) => statement.keyword === 'CHECK_DEADLOCK' && !statement.enabled,
    );
    return off && `a deadlock is expected, but line ${off.line} of ${name} says CHECK_DEADLOCK FALSE`;
  }
  const names = Object.values(checkedNames(configuration)).flat();
  if (names.includes(property)) return undefined;
  const guess = nearest(property, [...names, 'deadlock', ...WITHOUT_NAME]);
  const known = names.length === 0 ? 'it names none' : `it names ${names.join(', ')}`;
  const hint = guess === undefined ? known : `did you mean "${guess}"?`;
  return `"${property}" is no invariant or property that ${name} names; ${hint}`;
}
