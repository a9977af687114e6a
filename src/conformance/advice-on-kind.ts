import { printValue, type TlaValue } from '../trace/index.ts';
import { describeHost, isPlainObject } from './host-value.ts';

/**
 * What to write instead where a driver returns another kind of value than the model has: an array for a set, an object
 * for a function over numbers, a string for a number. `undefined` where the kind is right and only the value differs.
 */
export function adviceOnKind(expected: TlaValue, host: unknown): string | undefined {
  const wanted = wantedKind(expected);
  if (wanted.fits(host)) return undefined;
  return `${wanted.name} is expected, the driver returned ${describeHost(host)}: use ${wanted.write}`;
}

interface WantedKind {
  readonly name: string;
  readonly write: string;
  readonly fits: (host: unknown) => boolean;
}

const isMap = (host: unknown): boolean => host instanceof Map;

const isObject = (host: unknown): boolean =>
  typeof host === 'object' && host !== null && !Array.isArray(host) && isPlainObject(host);

/** Of expected values, which come from host values themselves: a model value is a string there, an interval a set. */
function wantedKind(expected: TlaValue): WantedKind {
  switch (expected.kind) {
    case 'set':
    case 'interval':
      return { name: 'a set', write: 'new Set(...)', fits: (host) => host instanceof Set };
    case 'seq':
      return expected.elements.length === 0
        ? {
            name: 'an empty sequence or function',
            write: '[], {} or new Map()',
            fits: (host) => Array.isArray(host) || isMap(host) || isObject(host),
          }
        : { name: 'a sequence', write: 'an array', fits: (host) => Array.isArray(host) || isMap(host) };
    case 'record':
      return {
        name: 'a record, or a function whose keys are names,',
        write: 'an object',
        fits: (host) => isObject(host) || isMap(host),
      };
    case 'fn':
      return wantedFunction(expected.entries.map(([key]) => key));
    case 'int':
      return {
        name: 'an integer',
        write: 'a number or a bigint',
        fits: (host) => typeof host === 'number' || typeof host === 'bigint',
      };
    case 'bool':
      return { name: 'a boolean', write: 'true or false', fits: (host) => typeof host === 'boolean' };
    case 'string':
    case 'model':
      return {
        name: 'a string or a model value',
        write: 'a string',
        fits: (host) => typeof host === 'string',
      };
  }
}

/** The keys of an object are strings, and those of an array the numbers from 1 on. */
function wantedFunction(keys: readonly TlaValue[]): WantedKind {
  const named = keys.every(({ kind }) => kind === 'string');
  const domain = keys.length > 8 ? '' : ` over {${keys.map(printValue).join(', ')}}`;
  return {
    name: `a function${domain}`,
    write: named ? 'an object or new Map(...)' : 'new Map(...) with these keys',
    fits: (host) => isMap(host) || (named && isObject(host)),
  };
}
