/** A bounded first-in first-out queue: `put` waits while it is full, `get` while it is empty. */
export class AsyncQueue<T> {
  private readonly items: T[] = [];
  private readonly putters: { readonly item: T; readonly done: () => void }[] = [];
  private readonly getters: ((item: T) => void)[] = [];
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Resolves when the item is in the queue or with a consumer. */
  put(item: T): Promise<void> {
    const getter = this.getters.shift();
    if (getter) getter(item);
    else if (this.items.length < this.capacity) this.items.push(item);
    else return new Promise((done) => this.putters.push({ item, done }));
    return Promise.resolve();
  }

  /** Resolves with the oldest item. */
  get(): Promise<T> {
    if (this.items.length === 0) return new Promise((take) => this.getters.push(take));
    const item = this.items.shift() as T;
    const putter = this.putters.shift();
    if (putter) {
      this.items.push(putter.item);
      putter.done();
    }
    return Promise.resolve(item);
  }

  /** The items that are in the queue, the oldest first. */
  contents(): readonly T[] {
    return [...this.items];
  }
}
