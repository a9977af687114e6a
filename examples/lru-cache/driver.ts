import type { CreateDriver } from './generated/driver.js';
import { LruCache } from './lru-cache.ts';

/** Drives a cache before a store that is a Map. What was written last is no part of a cache: the driver keeps it. */
export const createDriver: CreateDriver = ({ Keys, Initial, Capacity }) => {
  let store = new Map<string, string>();
  let cache = new LruCache(store, Capacity);
  let latest = new Map<string, string>();

  return {
    init() {
      store = new Map([...Keys].map((key) => [key, Initial]));
      latest = new Map(store);
      cache = new LruCache(store, Capacity);
    },
    apply(action) {
      switch (action.name) {
        case 'Read':
          cache.read(action.parameters.k);
          return 'done';
        case 'Write':
          cache.write(action.parameters.k, action.parameters.v);
          latest.set(action.parameters.k, action.parameters.v);
          return 'done';
        case 'Flush':
          return cache.flush() ? 'done' : 'refused';
      }
    },
    observe: () => ({
      store: Object.fromEntries(store),
      cache: Object.fromEntries(cache.contents()),
      used: [...cache.contents().keys()],
      latest: Object.fromEntries(latest),
    }),
    dispose() {},
  };
};
