import type { Driver } from '../../driver.ts';

/** The constants of PageCache that a driver has to know, as a configuration file gives them; model values by their names. */
export interface PageCacheConstants {
  readonly Pages: ReadonlySet<string>;
  readonly Users: ReadonlySet<string>;
  readonly ShortUsers: ReadonlySet<unknown>;
  readonly Repeat: boolean;
  readonly MaxVersion: number;
  readonly NoPage: string;
  readonly Features: ReadonlySet<unknown>;
  readonly FreeBlocks: number;
  /** Of the design hybrid only. */
  readonly Spares?: number;
}

type OnPage = { readonly p: string };
type OfUser = { readonly u: string };
type Nothing = Readonly<Record<never, never>>;

/** The actions of PageCache and of its designs, with their parameters as the specification names them. */
export type PageCacheAction =
  | { readonly name: 'Fault'; readonly parameters: OnPage }
  | { readonly name: 'Store'; readonly parameters: OnPage }
  | { readonly name: 'Pin'; readonly parameters: OfUser & OnPage }
  | { readonly name: 'DmaStart'; readonly parameters: OfUser }
  | { readonly name: 'DmaWrite'; readonly parameters: OfUser }
  | { readonly name: 'DmaDone'; readonly parameters: OfUser }
  | { readonly name: 'SetDirty'; readonly parameters: OfUser }
  | { readonly name: 'Unpin'; readonly parameters: OfUser }
  | { readonly name: 'WbLock'; readonly parameters: OnPage }
  | { readonly name: 'WbProtect'; readonly parameters: OnPage }
  | { readonly name: 'WbDecide'; readonly parameters: OnPage }
  | { readonly name: 'WbClear'; readonly parameters: OnPage }
  | { readonly name: 'WbSubmit'; readonly parameters: OnPage }
  | { readonly name: 'WbTransfer'; readonly parameters: OnPage }
  | { readonly name: 'WbEnd'; readonly parameters: OnPage }
  | { readonly name: 'Fsync'; readonly parameters: Nothing }
  | { readonly name: 'FsyncReturn'; readonly parameters: Nothing }
  | { readonly name: 'Reclaim'; readonly parameters: OnPage }
  | { readonly name: 'FastPinRead'; readonly parameters: OfUser & OnPage }
  | { readonly name: 'FastPinCount'; readonly parameters: OfUser }
  | { readonly name: 'FastPinCheck'; readonly parameters: OfUser }
  | { readonly name: 'DmaWriteTail'; readonly parameters: OfUser }
  | { readonly name: 'Invalidate'; readonly parameters: OnPage }
  | { readonly name: 'Extend'; readonly parameters: OnPage }
  | { readonly name: 'Reflink'; readonly parameters: OnPage }
  | { readonly name: 'ReflinkAfterCopy'; readonly parameters: OnPage }
  | { readonly name: 'TruncateStart'; readonly parameters: Nothing }
  | { readonly name: 'Truncate'; readonly parameters: OnPage }
  | { readonly name: 'Throttle'; readonly parameters: Nothing }
  | { readonly name: 'Unthrottle'; readonly parameters: Nothing };

type PerPage<T> = Readonly<Record<string, T>>;

/** The variables of PageCache in host values: sets are `Set`s, functions are objects keyed by the printed names. */
export interface PageCacheState {
  readonly flags: PerPage<ReadonlySet<string>>;
  readonly pte: PerPage<'none' | 'ro' | 'rw'>;
  readonly pins: PerPage<number>;
  readonly mem: PerPage<number>;
  readonly disk: PerPage<number>;
  readonly pass: PerPage<string>;
  readonly guard: PerPage<number>;
  readonly io: Readonly<Record<string, { readonly at: string; readonly page: string }>>;
  readonly fsync: 'idle' | 'waiting';
  readonly syncing: ReadonlySet<string>;
  readonly guardErrors: ReadonlySet<string>;
  readonly surpriseDirty: ReadonlySet<string>;
  readonly block: PerPage<string>;
  readonly resv: PerPage<number>;
  readonly free: number;
  readonly clone: PerPage<ReadonlySet<number>>;
  readonly file: ReadonlySet<string>;
  readonly truncating: ReadonlySet<string>;
  readonly tail: PerPage<ReadonlySet<string>>;
  readonly throttled: boolean;
  readonly strays: ReadonlySet<string>;
  readonly ubuf: PerPage<number>;
  readonly lost: ReadonlySet<string>;
  readonly handed: PerPage<number>;
  readonly owed: PerPage<number>;
}

/** A driver for one design of the page cache; all of its methods answer at once. */
export interface PageCacheDriver extends Driver<PageCacheAction, PageCacheState> {
  init(): void;
  apply(action: PageCacheAction): 'done' | 'refused';
  observe(): PageCacheState;
  dispose(): void;
}
