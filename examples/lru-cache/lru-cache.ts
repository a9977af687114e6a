/** A write-back cache before a slower store; the entry that was used longest ago makes room. */
export class LruCache<K, V> {
  /** A Map keeps the order in which its keys were inserted: the key that was used last is the last. */
  private readonly entries = new Map<K, { readonly value: V; readonly dirty: boolean }>();
  private readonly store: Map<K, V>;
  private readonly capacity: number;

  constructor(store: Map<K, V>, capacity: number) {
    this.store = store;
    this.capacity = capacity;
  }

  read(key: K): V | undefined {
    const entry = this.entries.get(key) ?? this.load(key);
    if (entry) this.use(key, entry);
    return entry?.value;
  }

  write(key: K, value: V): void {
    this.use(key, { value, dirty: true });
  }

  /** Writes all dirty entries to the store; false if there are none. */
  flush(): boolean {
    const dirty = [...this.entries].filter(([, entry]) => entry.dirty);
    for (const [key, { value }] of dirty) {
      this.store.set(key, value);
      this.entries.set(key, { value, dirty: false });
    }
    return dirty.length > 0;
  }

  /** The entries, the one that was used longest ago first. */
  contents(): ReadonlyMap<K, { readonly value: V; readonly dirty: boolean }> {
    return this.entries;
  }

  private load(key: K): { readonly value: V; readonly dirty: boolean } | undefined {
    const value = this.store.get(key);
    return value === undefined ? undefined : { value, dirty: false };
  }

  private use(key: K, entry: { readonly value: V; readonly dirty: boolean }): void {
    this.entries.delete(key);
    const [oldest] = this.entries;
    if (oldest && this.entries.size >= this.capacity) {
      const [oldKey, { value, dirty }] = oldest;
      if (dirty) this.store.set(oldKey, value);
      this.entries.delete(oldKey);
    }
    this.entries.set(key, entry);
  }
}
