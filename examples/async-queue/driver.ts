import { AsyncQueue } from './async-queue.ts';
import type { CreateDriver } from './generated/driver.js';

/**
 * Drives the queue as tasks would, through `put` and `get` alone. Who waits is not asked of the queue: it is whoever's
 * promise is still open.
 */
export const createDriver: CreateDriver = ({ Consumers, Capacity, Nothing }) => {
  let queue = new AsyncQueue<string>(Capacity);
  let putters: string[] = [];
  let getters: string[] = [];
  let received = new Map<string, string>();

  return {
    init() {
      queue = new AsyncQueue(Capacity);
      putters = [];
      getters = [];
      received = new Map([...Consumers].map((consumer) => [consumer, Nothing]));
    },
    async apply(action) {
      if (action.name === 'Put') {
        const { p } = action.parameters;
        if (putters.includes(p)) return 'refused';
        putters.push(p);
        void queue.put(p).then(() => (putters = putters.filter((putter) => putter !== p)));
      } else {
        const { c } = action.parameters;
        if (getters.includes(c)) return 'refused';
        getters.push(c);
        void queue.get().then((item) => {
          getters = getters.filter((getter) => getter !== c);
          received.set(c, item);
        });
      }
      await allPromisesThatCan();
      return 'done';
    },
    observe: () => ({
      buffer: [...queue.contents()],
      putters: [...putters],
      getters: [...getters],
      received: Object.fromEntries(received),
    }),
    dispose() {},
  };
};

/** A turn of the event loop later, every promise that was fulfilled has told so. */
const allPromisesThatCan = (): Promise<void> => new Promise((resume) => setImmediate(resume));
