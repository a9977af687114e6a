------------------------------- MODULE PageCache -------------------------------
(* The pages of one file in the Linux page cache, as far as writeback,         *)
(* truncate, the filesystem and get_user_pages() meet there: the vocabulary of *)
(* all designs, the steps that all of them share, and the ways in which a      *)
(* design can decide at the points where designs differ.                       *)
(*                                                                             *)
(* One step is what is atomic against everybody else. A short section under    *)
(* the page lock is one step (Fault, HandBack, the truncation of a page). The  *)
(* long one of a writeback pass is several, because a pin (taken under the     *)
(* page-table lock) and a device (which takes no lock) can come in between.    *)
(* Each step names the kernel function that it stands for, and after "code:"   *)
(* the functions of src/kernel that implement it.                              *)
(*                                                                             *)
(* A design EXTENDS this module and defines the steps at which designs differ, *)
(* each as "when" and one of the ways to go on that this module has:           *)
(*   Pin(u, p)    pin_user_pages()           DmaWrite(u)  where a device writes *)
(*   SetDirty(u)  the hand-back              WbDecide(p)  at writeback: write?  *)
(*   WbClear(p)   clear_page_dirty_for_io()  WbSubmit(p)  what is written       *)
(*   Reclaim(p)   shrink_folio_list()        Truncate(p)  truncate_inode_pages() *)
(*   Unthrottle   balance_dirty_pages()                                        *)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Pages,       \* the file's pages (order-0 folios)
  Users,       \* the users of get_user_pages(): each has at most one page pinned
  ShortUsers,  \* those of them that finish their IO by themselves, as direct IO does; the others may hold a pin for ever (RDMA)
  Repeat,      \* TRUE: a user starts again after its unpin; FALSE: each user pins once
  MaxVersion,  \* contents are version numbers 0..MaxVersion: each write makes a new version
  NoPage,      \* stands for "no page", and for a page that truncation has taken out of the file
  Features,    \* what the filesystem, the devices and the users do, from FeatureNames; a feature that is off costs no state
  FreeBlocks   \* blocks that nobody has reserved at the start (counts only where pages need new blocks)

FeatureNames == {
  "cow",          \* the filesystem writes each page to a new block, so each writeback needs a reservation (btrfs, reflinked XFS)
  "holes",        \* the pages have no block at the start (delayed allocation)
  "reflink",      \* a clone of the file may come to share its blocks
  "tail",         \* the file ends within each page, and devices write beyond the end too
  "truncate",     \* the file may be truncated
  "extend",       \* and grow again; after "truncate" this is also what a punched hole looks like
  "invalidate",   \* invalidate_inode_pages2() may be called, as direct-IO writes do
  "dax",          \* no page cache: the file's memory is its block device
  "throttle",     \* balance_dirty_pages(): writers wait while too much is dirty
  "pressure",     \* reclaim runs for ever (for progress of reclaim)
  "fast-gup",     \* pins are also taken by get_user_pages_fast()
  "direct-io",    \* short users are direct IO: bio_set_pages_dirty() before the IO, bio_check_pages_dirty() after it
  "multi-page",   \* a user's IO has one more page, which it faults after the first is pinned
  "device-ptes",  \* devices have page tables that page_mkclean() and truncation empty by MMU notifiers, and take no pins (ODP)
  "forgetful",    \* users may unpin without set_page_dirty_lock()
  "biased",       \* pins are counted by GUP_PIN_COUNTING_BIAS in _refcount, as folio_maybe_dma_pinned() does
  "crowded",      \* each page has more than 1024 ordinary references
  "ledger",       \* dropped writes are noted (NoSilentDiscard), and by fsync() what had been stored or handed back (FsyncDurable)
  "dma-ledger" }  \* fsync() notes what CPUs and devices had written when it was called (FsyncSeesDMA)

ASSUME
  /\ ShortUsers \subseteq Users /\ Repeat \in BOOLEAN /\ NoPage \notin Pages /\ MaxVersion \in Nat
  /\ Features \subseteq FeatureNames /\ FreeBlocks \in Nat
  \* Pairs that the steps below do not describe.
  /\ ~({"truncate", "invalidate"} \subseteq Features) /\ ~({"dax", "cow"} \subseteq Features)
  /\ "fast-gup" \in Features => Features \cap {"truncate", "invalidate", "dax"} = {}

On(feature) == feature \in Features
If(feature, S) == IF feature \in Features THEN S ELSE {}

VARIABLES
  flags,          \* [Pages -> SUBSET PageFlags]: the flag word of struct page
  pte,            \* [Pages -> {"none", "ro", "rw"}]: the page-table entry of the file's one shared mapping
  pins,           \* [Pages -> Nat]: FOLL_PIN references, GUP_PIN_COUNTING_BIAS each in _refcount
  mem,            \* [Pages -> Versions]: what the page holds in memory
  disk,           \* [Pages -> Versions]: what the block device holds
  pass,           \* [Pages -> WbSteps]: how far the writeback pass over the page has come
  guard,          \* [Pages -> Versions]: the version that the bio's T10-DIF guard tags were computed from; of a copy, the copy
  io,             \* [Users -> [at : UserSteps, page : Pages \cup {NoPage}]]
  fsync,          \* "idle" or "waiting"
  syncing,        \* SUBSET Pages: what the waiting fsync still has to see written
  guardErrors,    \* history, SUBSET Pages: the device found data that does not fit its guard tags
  surpriseDirty,  \* history, SUBSET Pages: became or was found dirty without notice to the filesystem
  \* Of features; constant where they are off.
  block,          \* [Pages -> BlockStates]: the block under the page
  resv,           \* [Pages -> Nat]: blocks reserved for the page's next writebacks
  free,           \* Nat: blocks that nobody has or has reserved
  clone,          \* [Pages -> SUBSET Versions]: what a clone of the file holds; {} without one
  file,           \* SUBSET Pages: the pages below i_size
  truncating,     \* SUBSET Pages: what a truncate() still has to remove
  tail,           \* [Pages -> SUBSET {"memory", "disk"}]: where there is something but zeros beyond the end of the file
  throttled,      \* whether a writer waits in balance_dirty_pages()
  strays,         \* SUBSET Users: their page was thrown out of the cache, but is still in the file
  ubuf,           \* [Users -> Versions]: a private page that a design may give to a user's device
  lost,           \* history, SUBSET Pages: a write was dropped, though nobody truncated the page (feature "ledger")
  handed,         \* [Pages -> Versions]: what was stored by a CPU or handed back by a device
  owed            \* [Pages -> Versions]: what the waiting fsync has to find on disk

pageVars  == <<flags, pte, pins, mem>>
bioVars   == <<disk, pass, guard, guardErrors>>
fsyncVars == <<fsync, syncing, owed>>
spaceVars == <<block, resv, free, clone>>
fileVars  == <<file, truncating, tail, throttled>>
userVars  == <<io, strays, ubuf>>
vars == <<pageVars, bioVars, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>

PageFlags == {"PG_locked", "PG_dirty", "PG_writeback", "PG_private",
              "PG_drain",    \* design's: new write faults wait
              "PG_revoke"}   \* design's: whoever has the page pinned is asked to give it back
Versions  == 0..MaxVersion
WbSteps   == {"idle", "locked", "protected",
              "decided", "cleared", "submitted",  \* the page itself is written
              "copying", "kept", "copied",        \* a copy of it is written
              "transferred"}
UserSteps == {"idle", "read", "counted", "pinned", "dma", "landed", "marked", "done", "refused"}
BlockStates == {"hole", "own", "shared",
                "moved",     \* a new block is being written; the old one is free when that is done
               "swapped"}   \* the same, but the old one is then reserved for the page's next write

TypeOK ==
  /\ flags \in [Pages -> SUBSET PageFlags]
  /\ pte \in [Pages -> {"none", "ro", "rw"}]
  /\ pins \in [Pages -> 0..Cardinality(Users)]
  /\ mem \in [Pages -> Versions] /\ disk \in [Pages -> Versions] /\ guard \in [Pages -> Versions]
  /\ pass \in [Pages -> WbSteps]
  /\ io \in [Users -> [at : UserSteps, page : Pages \cup {NoPage}]]
  /\ fsync \in {"idle", "waiting"} /\ syncing \subseteq Pages
  /\ guardErrors \subseteq Pages /\ surpriseDirty \subseteq Pages /\ lost \subseteq Pages
  /\ block \in [Pages -> BlockStates] /\ resv \in [Pages -> Nat] /\ free \in Nat
  /\ clone \in [Pages -> SUBSET Versions]
  /\ file \subseteq Pages /\ truncating \subseteq file
  /\ tail \in [Pages -> SUBSET {"memory", "disk"}] /\ throttled \in BOOLEAN
  /\ strays \subseteq Users /\ ubuf \in [Users -> Versions]
  /\ handed \in [Pages -> Versions] /\ owed \in [Pages -> Versions]

Zero == [p \in Pages |-> 0]

Init ==
  /\ flags = [p \in Pages |-> {}]
  /\ pte = [p \in Pages |-> "none"]
  /\ pins = Zero /\ mem = Zero /\ disk = Zero /\ guard = Zero
  /\ pass = [p \in Pages |-> "idle"]
  /\ io = [u \in Users |-> [at |-> "idle", page |-> NoPage]]
  /\ fsync = "idle" /\ syncing = {}
  /\ guardErrors = {} /\ surpriseDirty = {} /\ lost = {}
  /\ block = [p \in Pages |-> IF On("holes") THEN "hole" ELSE "own"]
  /\ resv = Zero /\ free = FreeBlocks
  /\ clone = [p \in Pages |-> {}]
  /\ file = Pages /\ truncating = {}
  /\ tail = [p \in Pages |-> {}] /\ throttled = FALSE
  /\ strays = {} /\ ubuf = [u \in Users |-> 0]
  /\ handed = Zero /\ owed = Zero

(* test_bit(), set_bit() and clear_bit() on the flag word of p. *)
Has(p, flag)   == flag \in flags[p]
SetAndClear(p, on, off) == flags' = [flags EXCEPT ![p] = (@ \ off) \cup on]

(* What the filesystem needs before it can write p: its private data, and a    *)
(* reservation where the write will go to a new block.                         *)
NeedsBlock(p) == On("cow") \/ block[p] \in {"hole", "shared"}
Backed(p) == Has(p, "PG_private") /\ (NeedsBlock(p) => resv[p] > 0)

(* folio_maybe_dma_pinned(): exact by a count of its own or a side table; with *)
(* the biased refcount, many ordinary references look like a pin.              *)
MaybePinned(p) == pins[p] > 0 \/ {"biased", "crowded"} \subseteq Features  \* code: folioMaybeDmaPinned

(* A write makes a version that no memory holds yet. *)
Max(S) == CHOOSE x \in S : \A y \in S : y <= x
NextVersion(p) == 1 + Max({mem[p]} \cup {ubuf[u] : u \in {v \in Users : io[v].page = p}})

-------------------------------------------------------------------------------
(* The CPU: a process that has the file mapped MAP_SHARED. *)

(* do_shared_fault() / do_wp_page(): ->page_mkwrite() tells the filesystem,    *)
(* which attaches its private data (buffers), reserves a block if the next     *)
(* writeback needs one (without space the fault ends in SIGBUS) and waits for  *)
(* stable pages; the page is dirty before finish_mkwrite_fault() makes the PTE *)
(* writable. All under the page lock.                  code: handleWriteFault *)
Fault(p) ==
  LET reserve == NeedsBlock(p) /\ resv[p] = 0 /\ ~On("dax") IN
  /\ p \in file /\ ~throttled /\ ~Has(p, "PG_drain")
  /\ ~Has(p, "PG_locked") /\ ~Has(p, "PG_writeback") /\ pte[p] # "rw"
  /\ IF reserve
     THEN free > 0 /\ free' = free - 1 /\ resv' = [resv EXCEPT ![p] = 1]
     ELSE UNCHANGED <<free, resv>>
  /\ block' = IF On("dax") THEN [block EXCEPT ![p] = "own"] ELSE block
  /\ SetAndClear(p, {"PG_dirty", "PG_private"}, {})
  /\ pte' = [pte EXCEPT ![p] = "rw"]
  /\ UNCHANGED <<pins, mem, clone, bioVars, fsyncVars, fileVars, userVars, surpriseDirty, lost, handed>>

(* A store instruction through the mapping.         code: storeThroughMapping *)
Store(p) ==
  /\ pte[p] = "rw" /\ NextVersion(p) <= MaxVersion /\ ~throttled
  /\ mem' = [mem EXCEPT ![p] = NextVersion(p)]
  /\ handed' = IF On("ledger") THEN [handed EXCEPT ![p] = mem'[p]] ELSE handed
  /\ UNCHANGED <<flags, pte, pins, bioVars, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost>>

(* balance_dirty_pages(): a writer waits while all pages are dirty. *)
Throttle ==  \* code: throttleWriter
  /\ On("throttle") /\ ~throttled /\ \A p \in Pages : Has(p, "PG_dirty")
  /\ throttled' = TRUE
  /\ UNCHANGED <<pageVars, bioVars, fsyncVars, spaceVars, userVars, file, truncating, tail, surpriseDirty, lost, handed>>

(* Unthrottle: it goes on when fewer pages count as dirty: `counted`, NR_FILE_DIRTY, is    *)
(* the design's decision.                               code: releaseWriter   *)
LeaveThrottle(counted) ==
  /\ throttled /\ counted # Pages
  /\ throttled' = FALSE
  /\ UNCHANGED <<pageVars, bioVars, fsyncVars, spaceVars, userVars, file, truncating, tail, surpriseDirty, lost, handed>>

DirtyPages == {p \in Pages : Has(p, "PG_dirty")}  \* code: isDirty

-------------------------------------------------------------------------------
(* A user of get_user_pages(), and its device. *)

MoveUser(u, at, page) == io' = [io EXCEPT ![u] = [at |-> at, page |-> page]]
DropPin(p) ==  \* the last one is the answer to a request for the page    code: putPin
  /\ pins' = [pins EXCEPT ![p] = IF @ = 0 THEN 0 ELSE @ - 1]  \* 0 is for private pages
  /\ IF pins[p] = 1 THEN SetAndClear(p, {}, {"PG_revoke"}) ELSE UNCHANGED flags
UserOnly == UNCHANGED <<pageVars, bioVars, fsyncVars, spaceVars, fileVars, strays, ubuf, surpriseDirty, lost, handed>>

(* Pin: pin_user_pages(FOLL_WRITE): the reference is taken under the           *)
(* page-table lock while the PTE is writable.           code: tryPinUserPage  *)
GrantPin(u, p) ==
  /\ pte[p] = "rw"
  /\ pins' = [pins EXCEPT ![p] = @ + 1]
  /\ MoveUser(u, "pinned", p)
  /\ UNCHANGED <<flags, pte, mem, bioVars, fsyncVars, spaceVars, fileVars, strays, ubuf, surpriseDirty, lost, handed>>

(* Pin: the request is answered with an error.          code: refusePin       *)
RefusePin(u, p) == pte[p] = "rw" /\ MoveUser(u, "refused", NoPage) /\ UserOnly

(* Pin: no pin. The device faults as a CPU does (Fault comes first) and maps   *)
(* the page in its own page table, until an MMU notifier takes that away.      *)
MapInDevice(u, p) == pte[p] = "rw" /\ MoveUser(u, "dma", p) /\ UserOnly  \* code: mapInDevice

(* Pin: the user gets a private page with the contents of the file's page. *)
GrantPrivatePage(u, p) ==  \* code: grantPrivatePage
  /\ pte[p] = "rw"
  /\ ubuf' = [ubuf EXCEPT ![u] = mem[p]]
  /\ MoveUser(u, "pinned", p)
  /\ UNCHANGED <<pageVars, bioVars, fsyncVars, spaceVars, fileVars, strays, surpriseDirty, lost, handed>>

(* get_user_pages_fast(), without a lock: it reads the PTE, *)
FastPinRead(u, p) == On("fast-gup") /\ io[u].at = "idle" /\ pte[p] = "rw" /\ MoveUser(u, "read", p) /\ UserOnly  \* code: gupFastRead

(* counts its pin,                                      code: gupFastCount    *)
FastPinCount(u) ==
  /\ io[u].at = "read"
  /\ pins' = [pins EXCEPT ![io[u].page] = @ + 1]
  /\ MoveUser(u, "counted", io[u].page)
  /\ UNCHANGED <<flags, pte, mem, bioVars, fsyncVars, spaceVars, fileVars, strays, ubuf, surpriseDirty, lost, handed>>

(* and after a full barrier reads the PTE again: if it has changed, the pin is *)
(* undone. So others may see a pin that never was one.  code: gupFastCheck    *)
FastPinCheck(u) ==
  /\ io[u].at = "counted"
  /\ IF pte[io[u].page] = "rw"
     THEN MoveUser(u, "pinned", io[u].page) /\ UNCHANGED <<pins, flags>>
     ELSE MoveUser(u, "idle", NoPage) /\ DropPin(io[u].page)
  /\ UNCHANGED <<pte, mem, bioVars, fsyncVars, spaceVars, fileVars, strays, ubuf, surpriseDirty, lost, handed>>

(* set_page_dirty(): a page that the filesystem was not told of becomes dirty. *)
MarkDirty(p) ==
  /\ SetAndClear(p, {"PG_dirty"}, {})
  /\ surpriseDirty' = IF Has(p, "PG_dirty") \/ Backed(p) THEN surpriseDirty ELSE surpriseDirty \cup {p}

(* The driver gives the page to its device. Direct IO marks what it has pinned *)
(* (not the page that a private one is a copy of) dirty before, under its page *)
(* lock (bio_set_pages_dirty()); an IO of more pages faults those first, under *)
(* theirs, and not while a truncate holds invalidate_lock.    code: startDma   *)
DmaStart(u) ==
  LET p == io[u].page IN
  /\ io[u].at = "pinned"
  /\ On("multi-page") => \A q \in Pages \ {p} : ~Has(q, "PG_locked")
  /\ IF On("direct-io") /\ u \in ShortUsers /\ p # NoPage /\ pins[p] > 0 /\ u \notin strays
     THEN ~Has(p, "PG_locked") /\ MarkDirty(p)
     ELSE UNCHANGED <<flags, surpriseDirty>>
  /\ MoveUser(u, "dma", p)
  /\ UNCHANGED <<pte, pins, mem, bioVars, fsyncVars, spaceVars, fileVars, strays, ubuf, lost, handed>>

(* DmaWrite: the device writes the file's page by physical address: no lock,   *)
(* no PTE, no notice. Into a page that was truncated it may write as long as   *)
(* it likes; of a page that was thrown out of the cache the data is gone.      *)
(*                                                         code: dmaWrite      *)
LandInPage(u) ==
  LET p == io[u].page IN
  /\ p # NoPage
  /\ IF u \in strays
     THEN p \notin lost /\ lost' = lost \cup {p} /\ UNCHANGED mem
     ELSE NextVersion(p) <= MaxVersion /\ mem' = [mem EXCEPT ![p] = NextVersion(p)] /\ UNCHANGED lost
  /\ UNCHANGED <<flags, pte, pins, bioVars, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, handed>>

(* DmaWrite: the device writes its user's private page. *)
LandInPrivatePage(u) ==  \* code: dmaWritePrivate
  LET p == io[u].page IN
  /\ p # NoPage /\ NextVersion(p) <= MaxVersion
  /\ ubuf' = [ubuf EXCEPT ![u] = NextVersion(p)]
  /\ UNCHANGED <<pageVars, bioVars, fsyncVars, spaceVars, fileVars, io, strays, surpriseDirty, lost, handed>>

(* The device writes beyond the end of the file. (The tail is kept apart from  *)
(* the version, so that guard tags do not hide what happens to it.)            *)
DmaWriteTail(u) ==  \* code: dmaWriteTail
  LET p == io[u].page IN
  /\ On("tail") /\ io[u].at = "dma" /\ p # NoPage /\ u \notin strays
  /\ pins[p] > 0 /\ "memory" \notin tail[p]
  /\ tail' = [tail EXCEPT ![p] = @ \cup {"memory"}]
  /\ UNCHANGED <<pageVars, bioVars, fsyncVars, spaceVars, userVars, file, truncating, throttled, surpriseDirty, lost, handed>>

(* The device reports completion.                          code: finishDma     *)
DmaDone(u) == io[u].at = "dma" /\ ~On("device-ptes") /\ MoveUser(u, "landed", io[u].page) /\ UserOnly

(* SetDirty: set_page_dirty_lock(): only now does the kernel hear of the       *)
(* change. Direct IO looks at the dirty bit first, without the lock            *)
(* (bio_check_pages_dirty()). A page of no file has nothing to report.         *)
(*                                                  code: trySetPageDirtyLock *)
HandBack(u) ==
  LET p == io[u].page IN
  /\ IF p = NoPage \/ u \in strays
     THEN UNCHANGED <<flags, surpriseDirty, handed>>
     ELSE /\ ~Has(p, "PG_locked") \/ (On("direct-io") /\ Has(p, "PG_dirty"))
          /\ MarkDirty(p)
          /\ handed' = IF On("ledger") THEN [handed EXCEPT ![p] = mem[p]] ELSE handed
  /\ MoveUser(u, "marked", p)
  /\ UNCHANGED <<pte, pins, mem, bioVars, fsyncVars, spaceVars, fileVars, strays, ubuf, lost>>

(* SetDirty: the private page is written to the file as write(2) would: with a *)
(* reservation, under the page lock, not under writeback. Without space, or    *)
(* after a truncation, the data has nowhere to go.  code: tryWritePrivatePage *)
HandBackPrivatePage(u) ==
  LET p == io[u].page
      reserve == NeedsBlock(p) /\ resv[p] = 0 /\ ~On("dax") IN
  /\ IF p = NoPage
     THEN UNCHANGED <<flags, mem, resv, free, handed, lost>>
     ELSE /\ ~Has(p, "PG_locked") /\ ~Has(p, "PG_writeback")
          /\ IF reserve /\ free = 0
             THEN lost' = lost \cup {p} /\ UNCHANGED <<flags, mem, resv, free, handed>>
             ELSE /\ SetAndClear(p, {"PG_dirty", "PG_private"}, {})
                  /\ mem' = [mem EXCEPT ![p] = ubuf[u]]
                  /\ resv' = IF reserve THEN [resv EXCEPT ![p] = 1] ELSE resv
                  /\ free' = IF reserve THEN free - 1 ELSE free
                  /\ handed' = IF On("ledger") THEN [handed EXCEPT ![p] = ubuf[u]] ELSE handed
                  /\ UNCHANGED lost
  /\ MoveUser(u, "marked", p)
  /\ ubuf' = [ubuf EXCEPT ![u] = 0]
  /\ UNCHANGED <<pte, pins, block, clone, bioVars, fsyncVars, fileVars, strays, surpriseDirty>>

(* unpin_user_page(); a user that pinned in vain unpins at once, and a         *)
(* forgetful one does without the hand-back.               code: unpinUserPage *)
Unpin(u) ==
  /\ io[u].at \in {"pinned", "marked"} \cup If("forgetful", {"landed"})
  /\ IF io[u].page = NoPage \/ u \in strays
     THEN UNCHANGED <<pins, flags>>
     ELSE DropPin(io[u].page)
  /\ MoveUser(u, IF Repeat THEN "idle" ELSE "done", NoPage)
  /\ strays' = strays \ {u} /\ ubuf' = [ubuf EXCEPT ![u] = 0]
  /\ UNCHANGED <<pte, mem, bioVars, fsyncVars, spaceVars, fileVars, surpriseDirty, lost, handed>>

-------------------------------------------------------------------------------
(* Writeback of a page, one step of write_cache_pages() after the other. *)

(* lock_page(); a page under writeback is waited for.      code: lockForWriteback *)
WbLock(p) ==
  /\ ~On("dax")
  /\ ~Has(p, "PG_locked") /\ Has(p, "PG_dirty") /\ ~Has(p, "PG_writeback")
  /\ SetAndClear(p, {"PG_locked"}, {})
  /\ pass' = [pass EXCEPT ![p] = "locked"]
  /\ UNCHANGED <<pte, pins, mem, disk, guard, guardErrors, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>

(* mmu_notifier_invalidate_range_start(): a device with a page table gives up  *)
(* its entry for p, and no DMA through it is in flight when the call returns.  *)
Unmapped(p) ==
  [u \in Users |-> IF On("device-ptes") /\ io[u].page = p THEN [at |-> "idle", page |-> NoPage] ELSE io[u]]

(* page_mkclean(): write-protects every PTE of the page and flushes the TLB.   *)
(*                                                         code: pageMkclean   *)
WbProtect(p) ==
  /\ pass[p] = "locked"
  /\ pte' = [pte EXCEPT ![p] = IF @ = "none" THEN "none" ELSE "ro"]
  /\ io' = Unmapped(p)
  /\ pass' = [pass EXCEPT ![p] = "protected"]
  /\ UNCHANGED <<flags, pins, mem, disk, guard, guardErrors, fsyncVars, spaceVars, fileVars, strays, ubuf, surpriseDirty, lost, handed>>

Decision(p, step) ==
  /\ pass' = [pass EXCEPT ![p] = step]
  /\ UNCHANGED <<disk, guard, guardErrors, pte, pins, mem, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>

(* WbDecide: go on, and write the page.                 code: proceed         *)
Proceed(p) == Decision(p, "decided") /\ UNCHANGED flags

(* WbDecide: go on, but write a copy, and the page stays dirty. *)
ProceedByCopy(p) == Decision(p, "copying") /\ UNCHANGED flags  \* code: proceedByCopy

(* WbDecide: folio_redirty_for_writepage() and unlock: not now; a later pass   *)
(* tries again.                                    code: folioRedirtyForWritepage *)
Redirty(p) == Decision(p, "idle") /\ SetAndClear(p, {"PG_dirty"}, {"PG_locked"})

(* The same, and page faults or pin holders are told, by flags. *)
RedirtyAndSet(p, told) == Decision(p, "idle") /\ SetAndClear(p, {"PG_dirty"} \cup told, {"PG_locked"})  \* code: redirtyAndTell

(* WB_SYNC_ALL: an fsync waits for the pass. Other passes are background ones  *)
(* (WB_SYNC_NONE). (A pass that began in the background counts as integrity    *)
(* when an fsync comes to wait for it before the decision: this hides only     *)
(* background passes that skip the page once more.)     code: isForIntegrity  *)
ForIntegrity(p) == p \in syncing

(* WbClear: clear_page_dirty_for_io(): TestClearPageDirty. The page's DIRTY    *)
(* tag stays set.                                       code: testClearPageDirty *)
ClearDirty(p) ==
  /\ SetAndClear(p, {}, {"PG_dirty", "PG_drain"})
  /\ pass' = [pass EXCEPT ![p] = "cleared"]
  /\ UNCHANGED <<pte, pins, mem, disk, guard, guardErrors, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>

(* WbClear: the dirty bit is left alone.                code: keepDirty       *)
KeepDirty(p) ==
  /\ pass' = [pass EXCEPT ![p] = "kept"]
  /\ UNCHANGED <<pageVars, disk, guard, guardErrors, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>

(* set_page_writeback(), unlock_page(), submit_bio(); the guard tags are       *)
(* computed from `contents` now, and the part beyond the end of the file is    *)
(* zeroed in what is written. A `new` block is used where one is needed and    *)
(* reserved; `old` says what the old one is until the write is done. `kept`    *)
(* reservations stay with the page.                                            *)
SubmitBio(p, step, contents, zeroed, new, old, kept) ==
  /\ SetAndClear(p, {"PG_writeback", "PG_private"}, {"PG_locked"})
  /\ guard' = [guard EXCEPT ![p] = contents]
  /\ pass' = [pass EXCEPT ![p] = step]
  /\ tail' = [tail EXCEPT ![p] = @ \ zeroed]
  /\ block' = IF new THEN [block EXCEPT ![p] = IF @ = "own" THEN old ELSE "own"] ELSE block
  /\ resv' = [resv EXCEPT ![p] = kept]
  /\ free' = free + resv[p] - kept - (IF new THEN 1 ELSE 0)
  /\ UNCHANGED lost

(* The filesystem finds a dirty page that it was not told of, and drops it     *)
(* with a warning, as ext4 does since 2022 (cc5095747edf).                     *)
DropPage(p) ==
  /\ SetAndClear(p, {}, {"PG_locked", "PG_dirty"})
  /\ pass' = [pass EXCEPT ![p] = "idle"]
  /\ lost' = IF mem[p] # disk[p] THEN lost \cup If("ledger", {p}) ELSE lost
  /\ UNCHANGED <<guard, tail, block, resv, free>>

(* It can write a page that has private data and either a reservation or a     *)
(* block to write in place; it does not ask again whether a clone shares that. *)
CanWrite(p) == Has(p, "PG_private") /\ (resv[p] > 0 \/ (~On("cow") /\ block[p] # "hole"))

SubmitFrame(p) ==
  /\ syncing' = syncing \ {p}
  /\ surpriseDirty' = IF Backed(p) THEN surpriseDirty ELSE surpriseDirty \cup {p}
  /\ UNCHANGED <<pte, pins, mem, disk, guardErrors, fsync, owed, clone, file, truncating, throttled, userVars, handed>>

TakesBlock(p) == NeedsBlock(p) /\ resv[p] > 0

(* WbSubmit: ->writepage(): the page itself is written.    code: writePage     *)
SubmitPage(p) ==
  /\ IF CanWrite(p) THEN SubmitBio(p, "submitted", mem[p], {"memory"}, TakesBlock(p), "moved", 0) ELSE DropPage(p)
  /\ SubmitFrame(p)

(* WbSubmit: a copy of a page that stays dirty is written. It is made now, and *)
(* not before the decision to keep the page dirty.      code: writeBounceCopy *)
SubmitCopy(p, old) ==
  /\ IF CanWrite(p)
     THEN SubmitBio(p, "copied", mem[p], {}, TakesBlock(p), old, IF TakesBlock(p) THEN resv[p] - 1 ELSE resv[p])
     ELSE DropPage(p)
  /\ SubmitFrame(p)

(* The device reads memory and checks it against the guard tags; it refuses    *)
(* data that does not fit them. A copy cannot have changed. A block that is    *)
(* shared with a clone was written in place.               code: transferBio   *)
WbTransfer(p) ==
  LET copied == pass[p] = "copied" IN
  /\ pass[p] \in {"submitted", "copied"}
  /\ pass' = [pass EXCEPT ![p] = "transferred"]
  /\ IF copied \/ mem[p] = guard[p]
     THEN /\ disk' = [disk EXCEPT ![p] = guard[p]]
          /\ clone' = IF block[p] = "shared" THEN [clone EXCEPT ![p] = {guard[p]}] ELSE clone
          /\ UNCHANGED guardErrors
     ELSE guardErrors' = guardErrors \cup {p} /\ UNCHANGED <<disk, clone>>
  /\ tail' = [tail EXCEPT ![p] = (@ \ {"disk"}) \cup (IF "memory" \in @ /\ ~copied THEN {"disk"} ELSE {})]
  /\ UNCHANGED <<pageVars, guard, fsyncVars, block, resv, free, file, truncating, throttled, userVars, surpriseDirty, lost, handed>>

(* bio end_io: end_page_writeback().                       code: endPageWriteback *)
WbEnd(p) ==
  /\ pass[p] = "transferred"
  /\ SetAndClear(p, {}, {"PG_writeback"})
  /\ pass' = [pass EXCEPT ![p] = "idle"]
  /\ block' = IF block[p] \in {"moved", "swapped"} THEN [block EXCEPT ![p] = "own"] ELSE block
  /\ free' = IF block[p] = "moved" THEN free + 1 ELSE free
  /\ resv' = IF block[p] = "swapped" THEN [resv EXCEPT ![p] = @ + 1] ELSE resv
  /\ UNCHANGED <<pte, pins, mem, disk, guard, guardErrors, clone, fsyncVars, fileVars, userVars, surpriseDirty, lost, handed>>

-------------------------------------------------------------------------------
(* fsync(). *)

(* fsync() starts: tag_pages_for_writeback() takes every page with a DIRTY tag, *)
(* which outlives PG_dirty until set_page_writeback(): so it also takes a page  *)
(* that a pass has cleaned and not yet submitted.          code: fsyncStart    *)
Fsync ==
  /\ fsync = "idle" /\ fsync' = "waiting" /\ ~On("dax")
  /\ syncing' = {p \in Pages : Has(p, "PG_dirty") \/ pass[p] = "cleared"}
  /\ owed' = IF On("dma-ledger") THEN [p \in Pages |-> NextVersion(p) - 1] ELSE handed
  /\ UNCHANGED <<pageVars, bioVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>

(* filemap_fdatawait(): no page of the file is under writeback.  code: fsyncReturn *)
FsyncReturn ==
  /\ fsync = "waiting" /\ syncing = {} /\ \A p \in Pages : ~Has(p, "PG_writeback")
  /\ fsync' = "idle" /\ owed' = Zero
  /\ UNCHANGED <<pageVars, bioVars, syncing, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>

-------------------------------------------------------------------------------
(* Reclaim, invalidation, truncation, growth, clones. *)

Evict(p, evicted) ==
  /\ pte' = [pte EXCEPT ![p] = "none"]
  /\ mem' = [mem EXCEPT ![p] = IF evicted THEN disk[p] ELSE @]
  /\ lost' = IF evicted /\ mem[p] # disk[p] THEN lost \cup If("ledger", {p}) ELSE lost
  /\ UNCHANGED <<bioVars, fsyncVars, spaceVars, fileVars, ubuf, surpriseDirty, handed>>

IsIdle(p) == Has(p, "PG_private") /\ flags[p] \cap {"PG_locked", "PG_dirty", "PG_writeback"} = {} /\ ~On("dax")

(* Reclaim: shrink_folio_list() on a clean page: try_to_unmap(),               *)
(* ->release_folio() drops the private data, and only then folio_ref_freeze()  *)
(* finds out whether anybody holds a reference: a pinned page stays, without   *)
(* its private data. A page that does go is read back here in the same step.   *)
(*                                                         code: shrinkFolio   *)
ReclaimStripping(p) ==
  /\ SetAndClear(p, {}, {"PG_private"})
  /\ Evict(p, pins[p] = 0)
  /\ UNCHANGED <<pins, io, strays>>

(* Reclaim: since 6.4 (d824ec2a1546) a page that may be pinned keeps its       *)
(* private data; it is unmapped all the same.         code: shrinkFolioUnless *)
ReclaimUnless(p, pinned) ==
  /\ pinned => pte[p] # "none"
  /\ SetAndClear(p, {}, IF pinned THEN {} ELSE {"PG_private"})
  /\ Evict(p, ~pinned)
  /\ UNCHANGED <<pins, io, strays>>

ReclaimUnpinned(p) == ReclaimUnless(p, MaybePinned(p))  \* code: shrinkUnpinnedFolio

HoldersOf(p) == {u \in Users \ strays : pins[p] > 0 /\ io[u].page = p /\ io[u].at # "read"}

(* invalidate_complete_folio2(), which ignores references: a clean page leaves *)
(* the cache even if it is pinned, and what was not written is gone. A dirty   *)
(* one is left alone (EBUSY).                           code: invalidateFolio *)
Invalidate(p) ==
  /\ On("invalidate") /\ IsIdle(p) /\ pass[p] = "idle"
  /\ SetAndClear(p, {}, {"PG_private"})
  /\ Evict(p, TRUE)
  /\ pins' = [pins EXCEPT ![p] = 0]
  /\ strays' = strays \cup HoldersOf(p)
  /\ UNCHANGED io

(* truncate() begins: from now on it waits for whatever the design waits for. *)
TruncateStart ==  \* code: truncateStart
  /\ On("truncate") /\ truncating = {} /\ file # {}
  /\ truncating' = file
  /\ UNCHANGED <<pageVars, bioVars, fsyncVars, spaceVars, userVars, file, tail, throttled, surpriseDirty, lost, handed>>

(* Truncate: truncate_inode_pages_range(): waits for the page lock and for     *)
(* writeback, but not for references: a pinned page becomes an orphan. With    *)
(* DAX there is no page to orphan: the memory is the block, which is freed.    *)
TruncateNow(p) ==  \* code: truncatePage, truncateUnless
  LET orphan(u) == io[u].page = p /\ io[u].at \in {"pinned", "dma", "landed", "marked"} IN
  /\ ~Has(p, "PG_locked") /\ ~Has(p, "PG_writeback")
  /\ truncating' = truncating \ {p} /\ file' = file \ {p} /\ syncing' = syncing \ {p}
  /\ flags' = [flags EXCEPT ![p] = {}]
  /\ pte' = [pte EXCEPT ![p] = "none"]
  /\ block' = [block EXCEPT ![p] = "hole"]
  /\ resv' = [resv EXCEPT ![p] = 0]
  /\ free' = IF On("dax") THEN free ELSE free + resv[p] + (IF block[p] = "own" THEN 1 ELSE 0)
  /\ IF On("dax") /\ pins[p] > 0
     THEN UNCHANGED <<mem, disk, guard, pins, io>>
     ELSE /\ mem' = [mem EXCEPT ![p] = 0] /\ disk' = [disk EXCEPT ![p] = 0] /\ guard' = [guard EXCEPT ![p] = 0]
          /\ pins' = [pins EXCEPT ![p] = 0]
          /\ io' = [u \in Users |-> IF orphan(u) THEN [Unmapped(p)[u] EXCEPT !.page = NoPage] ELSE io[u]]
  /\ tail' = [tail EXCEPT ![p] = {}]
  /\ handed' = [handed EXCEPT ![p] = 0] /\ owed' = [owed EXCEPT ![p] = 0]
  /\ UNCHANGED <<pass, guardErrors, fsync, clone, throttled, strays, ubuf, surpriseDirty, lost>>

(* Truncate: not while somebody may have the page pinned. *)
TruncateUnpinned(p) == ~MaybePinned(p) /\ TruncateNow(p)  \* code: truncateUnpinned

(* Truncate: Linux since 2018: with DAX it waits (xfs_break_layouts()), in the *)
(* page cache the page becomes an orphan.           code: truncateUnpinnedDax *)
TruncateUnpinnedDax(p) == (On("dax") => ~MaybePinned(p)) /\ TruncateNow(p)

(* The file grows again: the page is a hole.            code: extendFile      *)
Extend(p) ==
  /\ On("extend") /\ p \notin file /\ truncating = {}
  /\ file' = file \cup {p}
  /\ UNCHANGED <<pageVars, bioVars, fsyncVars, spaceVars, userVars, truncating, tail, throttled, surpriseDirty, lost, handed>>

Share(p) ==
  /\ On("reflink") /\ clone[p] = {} /\ p \in file /\ block[p] = "own" /\ pass[p] = "idle"
  /\ clone' = [clone EXCEPT ![p] = {disk[p]}]
  /\ block' = [block EXCEPT ![p] = "shared"]
  /\ UNCHANGED <<pageVars, bioVars, fsyncVars, fileVars, userVars, resv, free, surpriseDirty, lost, handed>>

(* FICLONE: after the file was written and waited for, and so is clean, its    *)
(* blocks are shared.                                   code: shareBlock      *)
Reflink(p) == Share(p) /\ ~Has(p, "PG_dirty")

(* In designs that write a copy and leave the page dirty: the wait is over and *)
(* the page is dirty all the same.                      code: shareKeptDirty  *)
ReflinkKeptDirty(p) == Share(p) /\ Has(p, "PG_dirty") /\ pte[p] # "rw" /\ MaybePinned(p) /\ disk[p] = mem[p]

-------------------------------------------------------------------------------
(* All steps but those that a design decides. *)
Shared ==
  \/ \E p \in Pages : \/ Fault(p) \/ Store(p) \/ Invalidate(p) \/ Extend(p) \/ Reflink(p)
                      \/ WbLock(p) \/ WbProtect(p) \/ WbTransfer(p) \/ WbEnd(p)
  \/ \E u \in Users : \/ \E p \in Pages : FastPinRead(u, p)
                      \/ FastPinCount(u) \/ FastPinCheck(u)
                      \/ DmaStart(u) \/ DmaWriteTail(u) \/ DmaDone(u) \/ Unpin(u)
  \/ Fsync \/ FsyncReturn \/ Throttle \/ TruncateStart

(* The kernel and the block device go on by themselves. Whoever waits for the  *)
(* page lock gets it in the end: strong fairness, because the lock is handed   *)
(* over fairly. Nobody has to fault, store, reclaim, truncate or call fsync(). *)
(* A design adds its own steps.                                                *)
KernelFairness ==
  /\ \A p \in Pages : SF_vars(WbLock(p)) /\ WF_vars(WbProtect(p) \/ WbTransfer(p) \/ WbEnd(p))
  /\ SF_vars(FsyncReturn)

(* Only short users are bound to finish what they began (a pin that was begun  *)
(* may be given up, but nobody can rely on that). A design adds DmaStart and   *)
(* its SetDirty, which wait for page locks.                                    *)
UserFairness ==
  \A u \in ShortUsers : /\ WF_vars(DmaDone(u)) /\ WF_vars(Unpin(u) /\ io[u].at # "pinned")
                        /\ WF_vars(FastPinCount(u) \/ FastPinCheck(u))
===============================================================================
