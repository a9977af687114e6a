import { printValue } from '../trace/index.ts';
import type { ActionCall } from './driver.ts';
import { liftValue } from './lift.ts';

/** An action call as text: `Pin(u = u1, p = p1)`. */
export function printCall({ name, parameters }: ActionCall): string {
  const entries = Object.entries(parameters as Record<string, unknown>);
  return entries.length === 0
    ? name
    : `${name}(${entries.map(([key, host]) => `${key} = ${printHost(host)}`).join(', ')})`;
}

/** A string may stand for a model value, which has no quotes. */
function printHost(host: unknown): string {
  if (typeof host === 'string') return host;
  const value = liftValue(host);
  return value.ok ? printValue(value.value) : String(host);
}
