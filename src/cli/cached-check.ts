import { visible } from '../trace/index.ts';
import { createCachedCheck, type Check } from '../verdict-cache/index.ts';
import type { CommandContext } from './commands/context.ts';

/** A check that uses the verdicts in the cache. What keeps it from that is told once. */
export function cachedCheck({ env, terminal }: CommandContext): Check {
  const told = new Set<string>();
  const warn = (message: string): void => {
    if (told.has(message)) return;
    told.add(message);
    terminal.log.write(`${terminal.colorsOf(terminal.log).yellow('warning:')} ${visible(message)}\n`);
  };
  return createCachedCheck({ env, warn });
}
