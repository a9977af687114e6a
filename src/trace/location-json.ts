import { jsonObject, jsonText } from './json-shape.ts';
import type { SourceLocation } from './trace.ts';

/**
 * The place that `traceToJson` wrote.
 * @throws TypeError that names `place` when it is none.
 */
export function readLocation(json: unknown, place: string): SourceLocation {
  const location = jsonObject(json, `the location of ${place}`);
  const at = (field: string): number => {
    if (Number.isInteger(location[field])) return location[field] as number;
    throw new TypeError(`the location of ${place} has no "${field}"`);
  };
  return {
    module: jsonText(location.module, `the module of ${place}`),
    beginLine: at('beginLine'),
    beginColumn: at('beginColumn'),
    endLine: at('endLine'),
    endColumn: at('endColumn'),
  };
}
