/**
 * Every word and every bit of the page memory: what it means, who sets it, when it may be seen.
 *
 * The memory is one SharedArrayBuffer: a header, one record a page, one record a user, then the storage of each
 * page. A "word" is an Int32; word numbers count from the start of the record they belong to. Names are those of
 * Linux where Linux has the thing; bit positions are ours.
 */

// --- Header -----------------------------------------------------------------------------------------------------

/** Words of the header: one cache line. */
export const HEADER_WORDS = 16;
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

/** "TWpc": the first word of every page memory. */
export const MAGIC = 0x54577063;
/** Raised whenever a word, a bit or a size below changes its meaning. */
export const LAYOUT_VERSION = 1;

/** `HEADER_FSYNC`: nobody is inside fsync(). */
export const FSYNC_IDLE = 0;
/** `HEADER_FSYNC`: one fsync() waits for the pages tagged `PAGECACHE_TAG_TOWRITE` and for all writeback. */
export const FSYNC_WAITING = 1;

// --- Page record --------------------------------------------------------------------------------------------------

/** Words of one page's record: one cache line, so that pages do not slow each other down. */
export const PAGE_RECORD_WORDS = 16;
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
/** Pass: PG_dirty is cleared, the page still locked. Set by testClearPageDirty. */
export const WB_CLEARED = 4;
/** Pass: the page is unlocked, its bio complete and with the device. Set by writePage. */
export const WB_SUBMITTED = 5;
/** Pass: the device is done with memory, PG_writeback still set. Set by transferBio. */
export const WB_TRANSFERRED = 6;

// --- User record --------------------------------------------------------------------------------------------------

/** Words of one user's record. */
export const USER_RECORD_WORDS = 4;
/** User word: how far the user has come, one of `USER_...` below. Written by the user's own thread only. */
export const USER_AT = 0;
/** User word: the number of the page it has pinned, or `NO_PAGE`. Written by the user's own thread only. */
export const USER_PAGE = 1;
/** User word: how many times its device has written a page. Written by the user's own thread only. */
export const USER_DMA_WRITES = 2;

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
/** Storage: the block on the medium. Written by transferBio only. */
export const STORAGE_BLOCK = STORAGE_FETCH + PAGE_BYTES;
/** Storage: the tuples of the page's last bio, computed from memory at submission; escape bytes before the first bio. */
export const STORAGE_BIO_TUPLES = STORAGE_BLOCK + PAGE_BYTES;
/** Storage: the tuples on the medium: escape bytes before the first transfer, then always those of the block. Written by transferBio only. */
export const STORAGE_BLOCK_TUPLES = STORAGE_BIO_TUPLES + TUPLES_BYTES;
/** Bytes of the storage of one page: a multiple of 64. */
export const STORAGE_BYTES = STORAGE_BLOCK_TUPLES + TUPLES_BYTES;
