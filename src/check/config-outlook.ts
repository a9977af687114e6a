import type { HoldingExpectation, ModelTask } from '../manifest/index.ts';
import { parseConfig } from '../parser/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { configLimits } from './config-limits.ts';
import { graphConfig, type GraphConfigError } from './graph-config.ts';

/** What the text of a configuration says of its model before TLC has seen it. */
export interface ConfigOutlook {
  /** What a manifest can expect where nothing is violated. */
  readonly result: HoldingExpectation['result'];
  /** Why its state graph cannot be walked, where it cannot. */
  readonly unwalkable?: GraphConfigError;
}

/** Looks at a configuration; the error says why it cannot be read. */
export function configOutlook({ configText }: Pick<ModelTask, 'configText'>): Result<ConfigOutlook, string> {
  const config = parseConfig(configText);
  if (!config.ok) return fail(config.error.message);
  const graph = graphConfig(config.value);
  return ok({
    result: configLimits(config.value).length > 0 ? 'holds-within' : 'holds',
    ...(!graph.ok && { unwalkable: graph.error }),
  });
}
