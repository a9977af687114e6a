import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Environment } from './environment.ts';

/**
 * The folder for what can be fetched or made again: the jar, class archives, logs. In this order:
 * TRACEWRIGHT_CACHE, XDG_CACHE_HOME/tracewright, the platform's usual place. It need not exist.
 */
export function cacheFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  if (env.TRACEWRIGHT_CACHE) return resolve(env.TRACEWRIGHT_CACHE);
  // The XDG specification says that a relative path is to be ignored.
  if (env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME)) return join(env.XDG_CACHE_HOME, 'tracewright');
  const home = env.HOME ? resolve(env.HOME) : homedir();
  return platform === 'darwin'
    ? join(home, 'Library', 'Caches', 'tracewright')
    : join(home, '.cache', 'tracewright');
}
