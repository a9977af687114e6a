import { parseConfig } from '../../parser/index.ts';
import type { TlaValue } from '../../trace/index.ts';

/** The constants that a configuration gives values to. */
export function constantsOf(configText: string): readonly (readonly [string, TlaValue])[] {
  const config = parseConfig(configText);
  if (!config.ok) return [];
  const bindings = config.value.statements.flatMap((statement) =>
    statement.keyword === 'CONSTANT' ? statement.bindings : [],
  );
  return bindings.flatMap((binding) =>
    binding.kind === 'value' ? [[binding.name, binding.value] as const] : [],
  );
}
