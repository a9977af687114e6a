import { basename, extname } from 'node:path';
import type { Manifest, ManifestModel, ModelTask } from '../manifest/index.ts';

/** The name of a model's trace, in suites and as a file: the configuration's, and the property where it was asked for alone. */
export const traceId = ({ config, only = [] }: Pick<ModelTask, 'config' | 'only'>): string =>
  [basename(config, extname(config)), ...only].join('_');

/** The id of a saved trace in a suite: its file name. */
export const savedTraceId = (path: string): string => basename(path).replace(/(\.trace)?\.json$/, '');

/** The ids that `generate` gives to the tests of a suite. */
export const testIds = ({ models, suite }: Manifest): readonly string[] => [
  ...models.flatMap(testsOf),
  ...(suite?.traces ?? []).map(savedTraceId),
];

/** The ids of the tests that a model makes: of its counterexamples, and of the walks through its state graph. */
export function testsOf({ config, test, walk, expect }: ManifestModel): readonly string[] {
  const violated = expect.result === 'each' ? expect.violated : [];
  return [
    ...(test === undefined && walk === undefined ? [] : [traceId({ config })]),
    ...violated.flatMap((violation) =>
      violation.test === undefined ? [] : [traceId({ config, only: [violation.property] })],
    ),
  ];
}
