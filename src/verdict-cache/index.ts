export { createCachedCheck, type CachedCheckOptions, type Check } from './cached-check.ts';
