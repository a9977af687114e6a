/**
 * Every word and every bit of the page memory: what it means, who sets it, when it may be seen.
 *
 * The memory is one SharedArrayBuffer: a header, one record a page, one record a user, then the storage of each
 * page. A "word" is an Int32; word numbers count from the start of the record they belong to. Names are those of
 * Linux where Linux has the thing; bit positions are ours.
 */

// --- Header -----------------------------------------------------------------------------------------------------

/** Words of the header: two cache lines, the second for what only a free run counts. */
export const HEADER_WORDS = 32;
/** Header word: `MAGIC`, so that a foreign buffer is refused. Written when the memory is created. */
export const HEADER_MAGIC = 0;
/** Header word: `LAYOUT_VERSION`. Written when the memory is created. */
export const HEADER_VERSION = 1;
/** Header word: how many pages the file has. Written when the memory is created. */
export const HEADER_PAGES = 2;
/** Header word: how many users of get_user_pages() there are. Written when the memory is created. */
export const HEADER_USERS = 3;
/** Header word: 1 if a user starts again after its unpin, 0 if it pins once. Written when the memory is created. */
export const HEADER_REPEAT = 4;
/** Header word: `FSYNC_IDLE` or `FSYNC_WAITING`. Set by fsyncStart, cleared by fsyncReturn. */
export const HEADER_FSYNC = 5;
/** Header word: counts submitted bios; the block device sleeps on it. Added to by submitBio after the bio is complete. */
export const HEADER_DOORBELL = 6;
/** Header word: 1 asks all actors of a free run to end. Set by whoever started them, never cleared. */
export const HEADER_STOP = 7;
/** Header word: what the filesystem, the devices and the users do, the bits `FEATURE_...` below. Written when the memory is created; views copy it. */
export const HEADER_FEATURES = 8;
/** Header word: how many blocks the device has. Written when the memory is created; views copy it. */
export const HEADER_BLOCKS = 9;
/** Header word: blocks that nobody has and nobody has reserved. Taken by a reservation, given back with a block or a reservation. */
export const HEADER_FREE_BLOCKS = 10;
/** Header word: how many pages a truncate() has still to remove; `FILE_GROWS` while the file grows. Stands for i_rwsem and invalidate_lock. */
export const HEADER_TRUNCATING = 11;
/** Header word: 1 while a writer waits in balance_dirty_pages(). Set by throttleWriter, cleared by releaseWriter. */
export const HEADER_THROTTLED = 12;
/** Header word: how many blocks a pin reserves beyond the one of its write fault, in the design that does so. Written when the memory is created. */
export const HEADER_SPARES = 13;
/** Header word: how many fsync() have returned in a free run. Added to by the syncer. */
export const HEADER_FSYNCS = 14;
/** Header word: how many fsync() waited longer than the bound of a free run. Added to by the syncer. */
export const HEADER_FSYNCS_STARVED = 15;
/** Header word: how many truncate() have ended in a free run. Added to by the truncater. */
export const HEADER_TRUNCATES = 16;
/** Header word: how many truncate() waited longer than the bound of a free run. Added to by the truncater. */
export const HEADER_TRUNCATES_STARVED = 17;
/** Header word: how often a writer of a free run began to wait in balance_dirty_pages(). Added to by the writer. */
export const HEADER_THROTTLES = 18;
/** Header word: how often it waited there longer than the bound of a free run. Added to by the flusher. */
export const HEADER_THROTTLES_STARVED = 19;

/** Feature: blocks may be shared, moved or freed, so that the block map is looked at; without it page `n` has block `n` for good. */
export const FEATURE_BLOCK_MAP = 1 << 0;
/** Feature: the filesystem writes each page to a new block. Needs `FEATURE_BLOCK_MAP`. */
export const FEATURE_COW = 1 << 1;
/** Feature: the pages have no block at the start. Needs `FEATURE_BLOCK_MAP`. */
export const FEATURE_HOLES = 1 << 2;
/** Feature: no page cache; the file's memory is its block device. Needs `FEATURE_BLOCK_MAP`. */
export const FEATURE_DAX = 1 << 3;
/** Feature: pages may leave the cache while they are pinned (truncate, invalidate), so that devices are looked up under the page-table lock. */
export const FEATURE_ORPHANS = 1 << 4;
/** Feature: writers wait while too much is dirty. */
export const FEATURE_THROTTLE = 1 << 5;
/** Feature: short users are direct IO, which marks its page dirty before the IO and looks at it afterwards. */
export const FEATURE_DIRECT_IO = 1 << 6;
/** Feature: an IO has more pages, which it faults after the first is pinned. */
export const FEATURE_MULTI_PAGE = 1 << 7;
/** Feature: devices have page tables, kept in step by MMU notifiers, and take no pins. */
export const FEATURE_DEVICE_PTES = 1 << 8;
/** Feature: devices write private pages of their users. */
export const FEATURE_PRIVATE_PAGES = 1 << 9;
/** Feature: users may unpin without set_page_dirty_lock(). */
export const FEATURE_FORGETFUL = 1 << 10;
/** Feature: each page is mapped by a crowd of other processes, `REF_CROWD` references. */
export const FEATURE_CROWDED = 1 << 11;
/** Feature: it is noted what was stored or handed back, what was dropped, and what fsync() owes. */
export const FEATURE_LEDGER = 1 << 12;
/** Feature: fsync() owes whatever CPUs and devices had written when it was called. */
export const FEATURE_DMA_LEDGER = 1 << 13;
/** Feature: the block device is a RAID5 without protection information: it keeps parity, which is computed at submission, instead of guard tags. Goes with blocks that are there from the start and written in place. */
export const FEATURE_PARITY = 1 << 14;

/** `HEADER_TRUNCATING`: the file grows. */
export const FILE_GROWS = -1;

/** "TWpc": the first word of every page memory. */
export const MAGIC = 0x54577063;
/** Raised whenever a word, a bit or a size below changes its meaning. */
export const LAYOUT_VERSION = 5;

/** `HEADER_FSYNC`: nobody is inside fsync(). */
export const FSYNC_IDLE = 0;
/** `HEADER_FSYNC`: one fsync() waits for the pages tagged `PAGECACHE_TAG_TOWRITE` and for all writeback. */
export const FSYNC_WAITING = 1;

// --- Page record --------------------------------------------------------------------------------------------------

/** Words of one page's record: two cache lines, so that pages do not slow each other down; the busy words are in the first. */
export const PAGE_RECORD_WORDS = 32;
/** Page word: the flag word of struct page, the bits `PG_...` below. Sleepers on a page wait on this word. */
export const PAGE_FLAGS = 0;
/** Page word `_refcount`: 0 while reclaim has it frozen; else the sum of the references listed at `REF_...` below. */
export const PAGE_REFCOUNT = 1;
/** Page word: the page-table entry of the file's one shared mapping, the bits `PTE_...` below. Changed under `PAGE_PTL`. */
export const PAGE_PTE = 2;
/** Page word: the page-table lock, one of `PTL_...` below. A spinlock in Linux: its holder never sleeps. */
export const PAGE_PTL = 3;
/** Page word: how far the writeback pass over the page has come, one of `WB_...` below. State of the actor, kept here so that any thread can see it and go on. */
export const PAGE_PASS = 4;
/** Page word: how many transfers the device refused because data and guard tags did not fit. Added to by transferBio. */
export const PAGE_GUARD_ERRORS = 5;
/** Page word: how often the page became dirty without notice to the filesystem. Added to by dirtyFolio. */
export const PAGE_SURPRISE_DIRTY = 6;
/** Page word: how often a dirty page without private data was dropped instead of written. Added to by writePage. */
export const PAGE_DROPPED_DIRTY = 7;
/** Page word: how many transfers the device accepted. Added to by transferBio. */
export const PAGE_WRITTEN = 8;
/** Page word: how often a pass looked at the page and put it off. Added to by folioRedirtyForWritepage. */
export const PAGE_REDIRTIED = 9;
/** Page word: how often reclaim evicted the page. Added to by shrinkFolio. */
export const PAGE_EVICTED = 10;
/** Page word: how many pins it has, exactly; the side table beside the biased count. Changed after the reference is taken and before it is given back. */
export const PAGE_PINS = 11;
/** Page word: the number of the block under the page, or `NO_BLOCK`. Changed under the page lock. */
export const PAGE_BLOCK = 12;
/** Page word: the block that the page leaves when the write to its new one is done, or `NO_BLOCK`. Set under the page lock, cleared at the end of the bio. */
export const PAGE_OLD_BLOCK = 13;
/** Page word: 1 if the old block is then reserved for the page's next write, 0 if it is free for everybody. Set with `PAGE_OLD_BLOCK`. */
export const PAGE_KEEPS_OLD = 14;
/** Page word: blocks that are reserved for the page's next writes. Raised by faults and pins, lowered when a write takes one. */
export const PAGE_RESERVED = 15;
/** Page word: the block that a clone of the file has for this page, or `NO_BLOCK`. Set by shareBlock, never cleared. */
export const PAGE_CLONE_BLOCK = 16;
/** Page word: where the page stands to the end of the file, the bits `EOF_...` below. Changed under the page lock. */
export const PAGE_EOF = 17;
/** Page word: where there is something but zeros beyond the end of the file, the bits `TAIL_...` below. Kept apart from the page's bytes, so that no guard tag covers it. */
export const PAGE_TAIL = 18;
/** Page word: how often a write was dropped, though nobody truncated the page. */
export const PAGE_LOST = 19;
/** Page word: the version that was last stored by a CPU or handed back by a device; with a ledger only. */
export const PAGE_HANDED = 20;
/** Page word: the version that the waiting fsync() has to find on disk; with a ledger only. */
export const PAGE_OWED = 21;
/** Page word: how often an fsync() returned without an error and had not written what it owed; with a ledger only. */
export const PAGE_NOT_DURABLE = 22;
/** Page word: how often writeback found no space for its write. */
export const PAGE_NO_SPACE = 23;
/** Page word: how often a write went to a block that a clone shares. */
export const PAGE_CLONE_CHANGED = 24;
/** Page word: how often a device wrote to memory that is a block of nobody's; with DAX only. */
export const PAGE_FREED_WRITTEN = 25;
/** Page word: how often garbage from beyond the end of the file was written to disk. */
export const PAGE_STALE_TAIL = 26;
/** Page word: how often a pass gave up its wait for the last unpin. */
export const PAGE_WAITED_IN_VAIN = 27;
/** Page word: how many times the RAID5 wrote data that is not what its parity was computed from. Written by transferBio. */
export const PAGE_PARITY_ERRORS = 28;

/** `PAGE_BLOCK` of a hole. */
export const NO_BLOCK = -1;
/** `PAGE_EOF`: the page is beyond the end of the file. Zero, the first state, is "in the file". */
export const EOF_BEYOND = 1 << 0;
/** `PAGE_EOF`: a truncate() has still to remove the page. */
export const EOF_TRUNCATING = 1 << 1;
/** `PAGE_TAIL`: in memory. Set by a device, cleared when what is written is zeroed. */
export const TAIL_MEMORY = 1 << 0;
/** `PAGE_TAIL`: on disk. Set and cleared by transferBio. */
export const TAIL_DISK = 1 << 1;

/** Flag bit: the page lock. Set by trylockPage, cleared by unlockPage; the owner is not recorded. */
export const PG_locked = 1 << 0;
/** Flag bit: the device may still read the page. Set under the page lock by startPageWriteback, cleared without any lock when the bio ends. */
export const PG_writeback = 1 << 1;
/** Flag bit: memory is newer than the disk. Set under the page lock; cleared under the page lock, by a pass that will write the page. */
export const PG_dirty = 1 << 4;
/** Flag bit: somebody may sleep on the flag word. Set by a sleeper before it sleeps; cleared, with a wake-up of all, by whoever clears PG_locked or PG_writeback. May be left over after a sleeper gave up. */
export const PG_waiters = 1 << 7;
/** Flag bit: the filesystem has attached its private data (buffers, reservation). Set by a write fault, cleared by reclaim, both under the page lock. */
export const PG_private = 1 << 14;
/** Flag bit, of designs: write faults wait, so that nobody can pin the page. Set by a pass that met a pin, cleared when the page is cleaned or truncated. */
export const PG_drain = 1 << 20;
/** Flag bit, of designs: whoever has the page pinned is asked to give it back. Set by a pass or a truncate() that met a pin, cleared by the last unpin. */
export const PG_revoke = 1 << 21;
/**
 * Tag: the page has something to write. Linux keeps the tags in the file's xarray and changes them under xa_lock; here
 * they share the flag word, so that each change of several tags is one atomic step. Set together with PG_dirty, but it
 * outlives it: cleared only when PG_writeback is set (or the page is dropped), so that an fsync() which starts in
 * between finds the page.
 */
export const PAGECACHE_TAG_DIRTY = 1 << 24;
/** Tag: the waiting fsync() has to see this page written. Set by fsyncStart, cleared together with PAGECACHE_TAG_DIRTY. */
export const PAGECACHE_TAG_TOWRITE = 1 << 25;
/** All bits of the flag word that are tags and not flags of the page. */
export const PAGECACHE_TAGS = PAGECACHE_TAG_DIRTY | PAGECACHE_TAG_TOWRITE;

/** Reference: the page cache's own, from the time the page is read in until reclaim freezes it. */
export const REF_PAGE_CACHE = 1;
/** Reference: one for a present page-table entry. */
export const REF_MAPPING = 1;
/** Reference: one for attached private data. */
export const REF_PRIVATE = 1;
/** Reference: one pin (FOLL_PIN) of a small folio. A count of this and more means "maybe pinned for DMA"; 1024 ordinary references would look the same. */
export const GUP_PIN_COUNTING_BIAS = 1024;

/** References of the crowd that maps each page with `FEATURE_CROWDED`: as many as look like a pin. */
export const REF_CROWD = 1024;

/** PTE bit: the entry maps the page. Set by a fault, cleared by the unmap of reclaim. */
export const PTE_PRESENT = 1 << 0;
/** PTE bit: stores are allowed. Set last in a write fault, cleared by page_mkclean and by the unmap. Never set without `PTE_PRESENT`. */
export const PTE_WRITE = 1 << 1;

/** Page-table lock: nobody holds it. */
export const PTL_FREE = 0;
/** Page-table lock: held, nobody sleeps on it. */
export const PTL_HELD = 1;
/** Page-table lock: held, and somebody may sleep on it. */
export const PTL_CONTENDED = 2;

/** Pass: none is on its way. Set by whoever ends a pass, before it gives up the page. */
export const WB_IDLE = 0;
/** Pass: holds the page lock. Set by lockForWriteback. */
export const WB_LOCKED = 1;
/** Pass: every PTE is write-protected. Set by pageMkclean. */
export const WB_PROTECTED = 2;
/** Pass: the design has decided to write. Set by decideWriteback. */
export const WB_DECIDED = 3;
/** Pass: the design has decided to write a copy, and to leave the page dirty. Set by proceedByCopy. */
export const WB_COPYING = 4;
/** Pass: PG_dirty is cleared, the page still locked. Set by testClearPageDirty. */
export const WB_CLEARED = 5;
/** Pass: PG_dirty is left alone, the page still locked. Set by keepDirty. */
export const WB_KEPT = 6;
/** Pass: the page is unlocked, its bio complete and with the device, which reads the page itself. Set by submitBio. */
export const WB_SUBMITTED = 7;
/** Pass: the same, but the device reads a copy. Set by submitBio. */
export const WB_COPIED = 8;
/** Pass: the device is done with memory, PG_writeback still set. Set by transferBio. */
export const WB_TRANSFERRED = 9;

// --- User record --------------------------------------------------------------------------------------------------

/** Words of one user's record. */
export const USER_RECORD_WORDS = 5;
/** User word: how far the user has come, one of `USER_...` below. Written by the user's own thread, and by a notifier that takes its page away. */
export const USER_AT = 0;
/** User word: the number of the page it has pinned or mapped; `NO_PAGE`, also when truncation has taken the page out of the file; or `strayPage` of it. Changed by whoever takes the page out of the cache, too. */
export const USER_PAGE = 1;
/** User word: how many times its device has written a page. Written by the user's own thread only. */
export const USER_DMA_WRITES = 2;
/** User word: `USER_SHORT` or `USER_LONG_TERM`. Written when the memory is created. */
export const USER_KIND = 3;
/** User word: how many times it asked again after its request for a pin was answered with an error. Written by the user's own thread only. */
export const USER_ASKED_AGAIN = 4;

/** Kind of user: finishes its IO by itself, as direct IO does. */
export const USER_SHORT = 0;
/** Kind of user: may hold its pin for ever (FOLL_LONGTERM), as RDMA does. */
export const USER_LONG_TERM = 1;

/** User: has nothing pinned. */
export const USER_IDLE = 0;
/** User: has a page pinned, its device does not know it yet. */
export const USER_PINNED = 1;
/** User: its device may write the page at any time. */
export const USER_DMA = 2;
/** User: its device has reported completion; the kernel does not know of the change yet. */
export const USER_LANDED = 3;
/** User: has marked the page dirty; still pinned. */
export const USER_MARKED = 4;
/** User: has unpinned and will not pin again. */
export const USER_DONE = 5;
/** User: has read a writable PTE without a lock (get_user_pages_fast()), and has counted nothing. */
export const USER_READ = 6;
/** User: has counted its pin, and will read the PTE again. */
export const USER_COUNTED = 7;
/** User: its request for a pin was answered with an error. */
export const USER_REFUSED = 8;
/** `USER_PAGE` of a user that has nothing pinned. */
export const NO_PAGE = -1;

// --- Storage of a page ----------------------------------------------------------------------------------------------

/** Bytes of a page, and of its block on the device. */
export const PAGE_BYTES = 4096;
/** Bytes of a sector: one protection tuple covers so much. */
export const SECTOR_BYTES = 512;
/** Sectors of a page. */
export const SECTORS_PER_PAGE = PAGE_BYTES / SECTOR_BYTES;
/** Bytes of one T10-PI tuple, big-endian: guard tag (2), application tag (2), reference tag (4). */
export const TUPLE_BYTES = 8;
/** Bytes of the tuples of a page. */
export const TUPLES_BYTES = SECTORS_PER_PAGE * TUPLE_BYTES;
/** Every byte of a tuple that was never written: the application tag 0xffff is T10's "do not check". */
export const TUPLE_ESCAPE_BYTE = 0xff;

/** Storage: the page in memory. CPUs and devices write it with plain stores; nothing orders them but the protocol. */
export const STORAGE_MEMORY = 0;
/** Storage: the device's own buffer; it fetches a page into it and checks it there. Belongs to the device between submit and end. */
export const STORAGE_FETCH = STORAGE_MEMORY + PAGE_BYTES;
/** Storage: the page's first block on the medium, block `n` of page `n`; more blocks stand behind the pages. Written by transferBio, and by takeBlock with the old block's contents. */
export const STORAGE_BLOCK = STORAGE_FETCH + PAGE_BYTES;
/** Storage: the tuples of that block: escape bytes before the first transfer, then always those of its contents. Written with the block. */
export const STORAGE_BLOCK_TUPLES = STORAGE_BLOCK + PAGE_BYTES;
/** Storage: the tuples of the page's last bio, computed at submission from what is written; escape bytes before the first bio. */
export const STORAGE_BIO_TUPLES = STORAGE_BLOCK_TUPLES + TUPLES_BYTES;
/** Storage: the bounce page, a copy that is written instead of the page. Belongs to the bio from submit to end. */
export const STORAGE_COPY = STORAGE_BIO_TUPLES + TUPLES_BYTES;
/** Bytes of the storage of one page: a multiple of 64. */
export const STORAGE_BYTES = STORAGE_COPY + PAGE_BYTES;
/** Bytes of a block that stands behind the pages: its contents, then its tuples. */
export const BLOCK_BYTES = PAGE_BYTES + TUPLES_BYTES;
/** Data blocks of a stripe of a RAID5; the stripe's parity is one block more. The last stripe may have fewer. */
export const STRIPE_BLOCKS = 2;
/** Bytes of a user's private page, with versions of the file's page like the page itself; all zero while it is not in use. */
export const PRIVATE_BYTES = PAGE_BYTES;
