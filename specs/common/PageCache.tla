------------------------------- MODULE PageCache -------------------------------
(* The pages of one file in the Linux page cache, as far as writeback and      *)
(* get_user_pages() meet there. The vocabulary of all designs, and the steps   *)
(* that all of them share.                                                     *)
(*                                                                             *)
(* One step is what is atomic against everybody else. A short section under    *)
(* the page lock is one step (Fault, SetDirty, Reclaim). The long one of a     *)
(* writeback pass is several, because a pin (taken under the page-table lock)  *)
(* and a device (which takes no lock) can come in between.                     *)
(* Each step names the kernel function that it stands for, and after "code:"   *)
(* the function of src/kernel that implements it.                              *)
(*                                                                             *)
(* A design EXTENDS this module and adds its one decision, WbDecide.           *)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Pages,       \* the file's pages (order-0 folios)
  Users,       \* the users of get_user_pages(): each has at most one page pinned
  ShortUsers,  \* those of them that finish their IO by themselves, as direct IO does; the others may hold a pin for ever (RDMA)
  Repeat,      \* TRUE: a user starts again after its unpin; FALSE: each user pins once
  MaxVersion,  \* contents are version numbers 0..MaxVersion: each write makes a new version
  NoPage       \* stands for "no page"

ASSUME ShortUsers \subseteq Users /\ Repeat \in BOOLEAN /\ NoPage \notin Pages /\ MaxVersion \in Nat

VARIABLES
  flags,          \* [Pages -> SUBSET PageFlags]: the flag word of struct page
  pte,            \* [Pages -> {"none", "ro", "rw"}]: the page-table entry of the file's one shared mapping
  pins,           \* [Pages -> Nat]: FOLL_PIN references, GUP_PIN_COUNTING_BIAS each in _refcount
  mem,            \* [Pages -> Versions]: what the page holds in memory
  disk,           \* [Pages -> Versions]: what the block device holds
  pass,           \* [Pages -> WbSteps]: how far the writeback pass over the page has come
  guard,          \* [Pages -> Versions]: the version that the bio's T10-DIF guard tags were computed from
  io,             \* [Users -> [at : UserSteps, page : Pages \cup {NoPage}]]
  fsync,          \* "idle" or "waiting"
  syncing,        \* SUBSET Pages: what the waiting fsync still has to see written
  guardErrors,    \* history, SUBSET Pages: the device found data that does not fit its guard tags
  surpriseDirty   \* history, SUBSET Pages: became dirty without notice to the filesystem

vars == <<flags, pte, pins, mem, disk, pass, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

PageFlags == {"PG_locked", "PG_dirty", "PG_writeback", "PG_private"}
Versions  == 0..MaxVersion
WbSteps   == {"idle", "locked", "protected", "decided", "cleared", "submitted", "transferred"}
UserSteps == {"idle", "pinned", "dma", "landed", "marked", "done"}

TypeOK ==
  /\ flags \in [Pages -> SUBSET PageFlags]
  /\ pte \in [Pages -> {"none", "ro", "rw"}]
  /\ pins \in [Pages -> 0..Cardinality(Users)]
  /\ mem \in [Pages -> Versions] /\ disk \in [Pages -> Versions] /\ guard \in [Pages -> Versions]
  /\ pass \in [Pages -> WbSteps]
  /\ io \in [Users -> [at : UserSteps, page : Pages \cup {NoPage}]]
  /\ fsync \in {"idle", "waiting"} /\ syncing \subseteq Pages
  /\ guardErrors \subseteq Pages /\ surpriseDirty \subseteq Pages

Init ==
  /\ flags = [p \in Pages |-> {}]
  /\ pte = [p \in Pages |-> "none"]
  /\ pins = [p \in Pages |-> 0]
  /\ mem = [p \in Pages |-> 0] /\ disk = [p \in Pages |-> 0] /\ guard = [p \in Pages |-> 0]
  /\ pass = [p \in Pages |-> "idle"]
  /\ io = [u \in Users |-> [at |-> "idle", page |-> NoPage]]
  /\ fsync = "idle" /\ syncing = {}
  /\ guardErrors = {} /\ surpriseDirty = {}

(* test_bit(), set_bit() and clear_bit() on the flag word of p. *)
Has(p, flag)   == flag \in flags[p]
SetAndClear(p, on, off) == flags' = [flags EXCEPT ![p] = (@ \ off) \cup on]

-------------------------------------------------------------------------------
(* The CPU: a process that has the file mapped MAP_SHARED. *)

(* do_shared_fault() / do_wp_page(): ->page_mkwrite() tells the filesystem,    *)
(* which attaches its private data (buffers, reservation) and waits for stable *)
(* pages; the page is dirty before finish_mkwrite_fault() makes the PTE        *)
(* writable. All under the page lock.                code: handleWriteFault    *)
Fault(p) ==
  /\ ~Has(p, "PG_locked") /\ ~Has(p, "PG_writeback") /\ pte[p] # "rw"
  /\ SetAndClear(p, {"PG_dirty", "PG_private"}, {})
  /\ pte' = [pte EXCEPT ![p] = "rw"]
  /\ UNCHANGED <<pins, mem, disk, pass, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

(* A store instruction through the mapping.                code: storeThroughMapping *)
Store(p) ==
  /\ pte[p] = "rw" /\ mem[p] < MaxVersion
  /\ mem' = [mem EXCEPT ![p] = @ + 1]
  /\ UNCHANGED <<flags, pte, pins, disk, pass, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

-------------------------------------------------------------------------------
(* A user of get_user_pages(), and its device. *)

MoveUser(u, at, page) == io' = [io EXCEPT ![u] = [at |-> at, page |-> page]]

(* pin_user_pages(FOLL_WRITE): the reference is taken under the page-table     *)
(* lock while the PTE is writable.                         code: pinUserPage   *)
Pin(u, p) ==
  /\ io[u].at = "idle" /\ pte[p] = "rw"
  /\ pins' = [pins EXCEPT ![p] = @ + 1]
  /\ MoveUser(u, "pinned", p)
  /\ UNCHANGED <<flags, pte, mem, disk, pass, guard, fsync, syncing, guardErrors, surpriseDirty>>

(* The driver gives the page to its device.                code: startDma      *)
DmaStart(u) ==
  /\ io[u].at = "pinned"
  /\ MoveUser(u, "dma", io[u].page)
  /\ UNCHANGED <<flags, pte, pins, mem, disk, pass, guard, fsync, syncing, guardErrors, surpriseDirty>>

(* The device writes by physical address: no lock, no PTE, no notice.  code: dmaWrite *)
DmaWrite(u) ==
  LET p == io[u].page IN
  /\ io[u].at = "dma" /\ mem[p] < MaxVersion
  /\ mem' = [mem EXCEPT ![p] = @ + 1]
  /\ UNCHANGED <<flags, pte, pins, disk, pass, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

(* The device reports completion.                          code: finishDma     *)
DmaDone(u) ==
  /\ io[u].at = "dma"
  /\ MoveUser(u, "landed", io[u].page)
  /\ UNCHANGED <<flags, pte, pins, mem, disk, pass, guard, fsync, syncing, guardErrors, surpriseDirty>>

(* set_page_dirty_lock(): only now does the kernel hear of the change. A clean *)
(* page without private data becomes dirty behind the filesystem's back.       *)
(*                                                         code: setPageDirtyLock *)
SetDirty(u) ==
  LET p == io[u].page IN
  /\ io[u].at = "landed" /\ ~Has(p, "PG_locked")
  /\ SetAndClear(p, {"PG_dirty"}, {})
  /\ surpriseDirty' = IF Has(p, "PG_dirty") \/ Has(p, "PG_private") THEN surpriseDirty ELSE surpriseDirty \cup {p}
  /\ MoveUser(u, "marked", p)
  /\ UNCHANGED <<pte, pins, mem, disk, pass, guard, fsync, syncing, guardErrors>>

(* unpin_user_page(); a user that pinned in vain unpins at once. code: unpinUserPage *)
Unpin(u) ==
  /\ io[u].at \in {"pinned", "marked"}
  /\ pins' = [pins EXCEPT ![io[u].page] = @ - 1]
  /\ MoveUser(u, IF Repeat THEN "idle" ELSE "done", NoPage)
  /\ UNCHANGED <<flags, pte, mem, disk, pass, guard, fsync, syncing, guardErrors, surpriseDirty>>

-------------------------------------------------------------------------------
(* Writeback of a page, one step of write_cache_pages() after the other. *)

(* lock_page(); a page under writeback is waited for.      code: lockForWriteback *)
WbLock(p) ==
  /\ ~Has(p, "PG_locked") /\ Has(p, "PG_dirty") /\ ~Has(p, "PG_writeback")
  /\ SetAndClear(p, {"PG_locked"}, {})
  /\ pass' = [pass EXCEPT ![p] = "locked"]
  /\ UNCHANGED <<pte, pins, mem, disk, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

(* page_mkclean(): write-protects every PTE; from here on a store faults and   *)
(* waits for the page lock, and no new pin can be taken.   code: pageMkclean   *)
WbProtect(p) ==
  /\ pass[p] = "locked"
  /\ pte' = [pte EXCEPT ![p] = IF @ = "rw" THEN "ro" ELSE @]
  /\ pass' = [pass EXCEPT ![p] = "protected"]
  /\ UNCHANGED <<flags, pins, mem, disk, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

(* The two ways a design's WbDecide can go. *)

(* Go on with the write.                                code: decideWriteback  *)
Proceed(p) ==
  /\ pass' = [pass EXCEPT ![p] = "decided"]
  /\ UNCHANGED <<flags, pte, pins, mem, disk, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

(* folio_redirty_for_writepage() and unlock: not now; a later pass tries again. *)
(*                                               code: folioRedirtyForWritepage *)
Redirty(p) ==
  /\ SetAndClear(p, {"PG_dirty"}, {"PG_locked"})
  /\ pass' = [pass EXCEPT ![p] = "idle"]
  /\ UNCHANGED <<pte, pins, mem, disk, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

(* clear_page_dirty_for_io(): TestClearPageDirty. The page's DIRTY tag stays set. *)
(*                                                         code: testClearPageDirty *)
WbClear(p) ==
  /\ pass[p] = "decided"
  /\ SetAndClear(p, {}, {"PG_dirty"})
  /\ pass' = [pass EXCEPT ![p] = "cleared"]
  /\ UNCHANGED <<pte, pins, mem, disk, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

(* ->writepage(): set_page_writeback(), unlock_page(), submit_bio(); the guard *)
(* tags are computed from memory now. A dirty page without private data is     *)
(* dropped with a warning, as ext4 does since 2022 (cc5095747edf).             *)
(*                                                         code: writePage     *)
WbSubmit(p) ==
  /\ pass[p] = "cleared"
  /\ IF Has(p, "PG_private")
     THEN /\ SetAndClear(p, {"PG_writeback"}, {"PG_locked"})
          /\ guard' = [guard EXCEPT ![p] = mem[p]]
          /\ pass' = [pass EXCEPT ![p] = "submitted"]
     ELSE /\ SetAndClear(p, {}, {"PG_locked"})
          /\ pass' = [pass EXCEPT ![p] = "idle"]
          /\ UNCHANGED guard
  /\ syncing' = syncing \ {p}
  /\ UNCHANGED <<pte, pins, mem, disk, io, fsync, guardErrors, surpriseDirty>>

(* The device reads memory and checks it against the guard tags; it refuses    *)
(* data that does not fit them.                            code: transferBio   *)
WbTransfer(p) ==
  /\ pass[p] = "submitted"
  /\ pass' = [pass EXCEPT ![p] = "transferred"]
  /\ IF mem[p] = guard[p]
     THEN disk' = [disk EXCEPT ![p] = mem[p]] /\ UNCHANGED guardErrors
     ELSE guardErrors' = guardErrors \cup {p} /\ UNCHANGED disk
  /\ UNCHANGED <<flags, pte, pins, mem, guard, io, fsync, syncing, surpriseDirty>>

(* bio end_io: end_page_writeback().                       code: endPageWriteback *)
WbEnd(p) ==
  /\ pass[p] = "transferred"
  /\ SetAndClear(p, {}, {"PG_writeback"})
  /\ pass' = [pass EXCEPT ![p] = "idle"]
  /\ UNCHANGED <<pte, pins, mem, disk, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

-------------------------------------------------------------------------------
(* fsync(), and reclaim. *)

(* fsync() starts: tag_pages_for_writeback() takes every page with a DIRTY tag, *)
(* which outlives PG_dirty until set_page_writeback(): so it also takes a page  *)
(* that a pass has cleaned and not yet submitted.          code: fsyncStart    *)
Fsync ==
  /\ fsync = "idle" /\ fsync' = "waiting"
  /\ syncing' = {p \in Pages : Has(p, "PG_dirty") \/ pass[p] = "cleared"}
  /\ UNCHANGED <<flags, pte, pins, mem, disk, pass, guard, io, guardErrors, surpriseDirty>>

(* filemap_fdatawait(): no page of the file is under writeback.  code: fsyncReturn *)
FsyncReturn ==
  /\ fsync = "waiting" /\ syncing = {} /\ \A p \in Pages : ~Has(p, "PG_writeback")
  /\ fsync' = "idle"
  /\ UNCHANGED <<flags, pte, pins, mem, disk, pass, guard, io, syncing, guardErrors, surpriseDirty>>

(* shrink_folio_list() on a clean page: try_to_unmap(), ->release_folio()      *)
(* drops the private data, and only then folio_ref_freeze() finds out whether  *)
(* anybody holds a reference: a pinned page stays, without its private data.   *)
(* A page that does go is read back here in the same step.  code: shrinkFolio  *)
Reclaim(p) ==
  /\ Has(p, "PG_private")
  /\ ~Has(p, "PG_locked") /\ ~Has(p, "PG_dirty") /\ ~Has(p, "PG_writeback")
  /\ SetAndClear(p, {}, {"PG_private"})
  /\ pte' = [pte EXCEPT ![p] = "none"]
  /\ mem' = [mem EXCEPT ![p] = IF pins[p] = 0 THEN disk[p] ELSE @]
  /\ UNCHANGED <<pins, disk, pass, guard, io, fsync, syncing, guardErrors, surpriseDirty>>

-------------------------------------------------------------------------------
(* All steps but the design's own decision. *)
Shared ==
  \/ \E p \in Pages : \/ Fault(p) \/ Store(p) \/ Reclaim(p)
                      \/ WbLock(p) \/ WbProtect(p) \/ WbClear(p) \/ WbSubmit(p) \/ WbTransfer(p) \/ WbEnd(p)
  \/ \E u \in Users : \/ \E p \in Pages : Pin(u, p)
                      \/ DmaStart(u) \/ DmaWrite(u) \/ DmaDone(u) \/ SetDirty(u) \/ Unpin(u)
  \/ Fsync \/ FsyncReturn

(* The kernel and the block device go on by themselves. Whoever waits for the  *)
(* page lock gets it in the end: strong fairness, because the lock is handed   *)
(* over fairly. Nobody has to fault, store, reclaim or call fsync().           *)
KernelFairness ==
  /\ \A p \in Pages : /\ SF_vars(WbLock(p)) /\ WF_vars(WbProtect(p)) /\ WF_vars(WbClear(p))
                      /\ WF_vars(WbSubmit(p)) /\ WF_vars(WbTransfer(p)) /\ WF_vars(WbEnd(p))
  /\ SF_vars(FsyncReturn)

(* Only short users are bound to finish what they began. *)
UserFairness ==
  \A u \in ShortUsers : WF_vars(DmaStart(u)) /\ WF_vars(DmaDone(u)) /\ SF_vars(SetDirty(u)) /\ WF_vars(Unpin(u))
===============================================================================
