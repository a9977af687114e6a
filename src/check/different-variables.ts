import type { ModuleStructure } from '../parser/index.ts';
import { traceVariables, type Trace } from '../trace/index.ts';
import { variablesOf } from './order-variables.ts';

/** How the variables of a trace differ from those that a specification declares: `has no x, which Cell declares`. */
export function differentVariables(
  trace: Trace,
  structure: ModuleStructure,
  module: string,
): readonly string[] {
  const declared = variablesOf(structure);
  const own = traceVariables(trace);
  const missing = declared.filter((name) => !own.includes(name));
  const unknown = own.filter((name) => !declared.includes(name));
  return [
    ...(missing.length > 0 ? [`has no ${missing.join(', ')}, which ${module} declares`] : []),
    ...(unknown.length > 0 ? [`has ${unknown.join(', ')}, which ${module} does not declare`] : []),
  ];
}
