import { printString } from '../trace/index.ts';

/** What a host value is, in words for a message: `an array`, `the string "1"`, `undefined`. */
export function describeHost(host: unknown): string {
  switch (typeof host) {
    case 'undefined':
      return 'undefined';
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    case 'string':
      return `the string ${printString(host)}`;
    case 'number':
      return describeNumber(host);
    case 'bigint':
      return `the bigint ${host}n`;
    case 'boolean':
      return `the boolean ${host}`;
    case 'object':
      return host === null ? 'null' : describeObject(host);
  }
}

function describeNumber(host: number): string {
  if (Number.isSafeInteger(host)) return `the number ${host}`;
  if (Number.isInteger(host)) return `the number ${host}, beyond 2^53 (use a bigint)`;
  return Number.isFinite(host) ? `the fraction ${host}` : `the number ${host}`;
}

function describeObject(host: object): string {
  if (Array.isArray(host)) return host.length === 0 ? 'an empty array' : 'an array';
  if (host instanceof Set) return host.size === 0 ? 'an empty Set' : 'a Set';
  if (host instanceof Map) return host.size === 0 ? 'an empty Map' : 'a Map';
  if (host instanceof Promise) return 'a Promise (await it)';
  if (isPlainObject(host)) return Object.keys(host).length === 0 ? 'an empty object' : 'an object';
  const { constructor } = host;
  const name = typeof constructor === 'function' ? constructor.name : '';
  const use = ArrayBuffer.isView(host) ? ' (use an array: Array.from)' : '';
  return `an instance of ${name || 'a class'}${use}`;
}

/** Whether an object is a literal or has no prototype, rather than an instance of a class. */
export function isPlainObject(host: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(host);
  return prototype === Object.prototype || prototype === null;
}
