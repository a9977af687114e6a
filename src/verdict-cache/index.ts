export { EntryStore } from './entry-store.ts';
export { programHash } from './program-hash.ts';
export { createCachedCheck, type CachedCheckOptions, type Check } from './cached-check.ts';
