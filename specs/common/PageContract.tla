----------------------------- MODULE PageContract -----------------------------
(* What every design is judged by, stated over what an observer of the file,   *)
(* of memory and of the device can see. A design says INSTANCE PageContract.   *)
EXTENDS Naturals, FiniteSets

CONSTANTS Pages, Users, ShortUsers, Features, NoPage
VARIABLES flags, pte, pins, mem, disk, pass, guard, io, fsync, guardErrors, surpriseDirty,
          block, resv, clone, file, truncating, tail, throttled, strays, ubuf, lost, owed

LOCAL Is(p, flag) == flag \in flags[p]
LOCAL HasPin(u, p) == pins[p] > 0 /\ io[u].page = p /\ u \notin strays /\ io[u].at \in {"pinned", "dma", "landed", "marked"}
LOCAL vars == <<flags, pte, pins, mem, disk, pass, guard, io, fsync, guardErrors, surpriseDirty,
                block, resv, clone, file, truncating, tail, throttled, strays, ubuf, lost, owed>>

-------------------------------------------------------------------------------
(* Data. *)

(* Data under writeback does not change: the device never finds data that does *)
(* not fit the guard tags that were computed when the bio was submitted.       *)
StablePages == guardErrors = {}

(* A page at rest that is clean and not pinned is on disk. (That no CPU can    *)
(* write it either is WritableIsDirty.)                                        *)
NoLostWrite ==
  \A p \in file :
    (flags[p] \cap {"PG_dirty", "PG_writeback", "PG_locked"} = {} /\ pins[p] = 0) => disk[p] = mem[p]

(* No write is dropped, unless somebody truncates the page. *)
NoSilentDiscard == lost = {}

(* What a writeback writes while nobody can change the page any more, and      *)
(* after its dirty bit is gone, is its latest version: a copy is made after    *)
(* the bit was cleared, or the bit stays set.                                  *)
SnapshotAfterClear ==
  \A p \in Pages :
    (pass[p] \in {"submitted", "copied"} /\ ~Is(p, "PG_dirty") /\ pte[p] # "rw" /\ pins[p] = 0) => guard[p] = mem[p]

LOCAL OwedIsOnDisk ==
  (fsync = "waiting" /\ fsync' = "idle") => \A p \in file : owed[p] <= disk[p] \/ p \in guardErrors

(* An fsync() that returned without an error has on disk what had been stored  *)
(* or handed back when it was called (feature "ledger"),                       *)
FsyncDurable == [][OwedIsOnDisk]_vars

(* or whatever devices had written by then (feature "dma-ledger").             *)
FsyncSeesDMA == [][OwedIsOnDisk]_vars

(* Who reads the file after a device has finished sees what it wrote. *)
ReadYourDMA == \A u \in Users : (io[u].at = "landed" /\ io[u].page # NoPage) => mem[io[u].page] >= ubuf[u]

(* To hand data back never undoes what others wrote after the pin. *)
NoClobber ==
  [][\A u \in Users : (io[u].at = "landed" /\ io'[u].at = "marked" /\ io[u].page # NoPage)
                        => mem'[io[u].page] >= mem[io[u].page]]_vars

(* Nothing but zeros is on disk beyond the end of the file. *)
NoStaleTail == \A p \in Pages : "disk" \notin tail[p]

(* A clone keeps what it was made of. *)
CowIsolation == [][\A p \in Pages : clone[p] # {} => clone'[p] = clone[p]]_vars

(* With DAX, no device writes to a block that was freed. *)
FreedBlocksUntouched == [][\A p \in Pages : block[p] = "hole" => mem'[p] = mem[p]]_vars

-------------------------------------------------------------------------------
(* Notice to the filesystem. *)

(* No page becomes dirty, or is found dirty at writeback, without notice to    *)
(* the filesystem beforehand.                                                  *)
NoSurpriseDirty == surpriseDirty = {}

(* Its state form: a dirty page that nobody has locked has its private data,   *)
(* and a reservation if the write will go to a new block.                      *)
DirtyHasReservation ==
  \A p \in file :
    (Is(p, "PG_dirty") /\ ~Is(p, "PG_locked"))
      => Is(p, "PG_private") /\ (("cow" \in Features \/ block[p] \in {"hole", "shared"}) => resv[p] > 0)

(* Writeback never finds that the space for its write is missing. *)
NoSpaceSurprise ==
  \A p \in Pages :
    pass[p] \in {"cleared", "kept"} => (("cow" \in Features \/ block[p] \in {"hole", "shared"}) => resv[p] > 0)

(* A page keeps the filesystem's private data as long as it is pinned. *)
PrivateOutlivesPin == \A p \in Pages : (\E u \in Users : HasPin(u, p)) => Is(p, "PG_private")

(* The invariant that everybody relies on (kernel commit ef5d437f71af): what a *)
(* PTE allows to be written is dirty.                                          *)
WritableIsDirty == \A p \in Pages : pte[p] = "rw" => Is(p, "PG_dirty")

(* The same for pins: what a device may write is dirty. This is what           *)
(* get_user_pages() breaks, and what a design has to restore.                  *)
PinnedIsDirty == \A p \in Pages : (\E u \in Users : HasPin(u, p)) => Is(p, "PG_dirty")

(* A pass that has decided to clean a page has missed no pin of it. *)
NoMissedPin == \A p \in Pages : pass[p] \in {"decided", "cleared"} => ~\E u \in Users : HasPin(u, p)

(* The pin count is exact: each user's pin is counted once. *)
PinsCounted ==
  \A p \in Pages : pins[p] = Cardinality({u \in Users : io[u].page = p /\ io[u].at # "read" /\ u \notin strays})

(* Each request for a pin on a page of the file is granted. *)
PinAvailability == \A u \in Users : io[u].at # "refused"

-------------------------------------------------------------------------------
(* Progress. *)

(* fsync() returns. *)
FsyncProgress == (fsync = "waiting") ~> (fsync = "idle")

(* A dirty page becomes clean (kept apart from fsync: some designs give it up). *)
CleanProgress == \A p \in Pages : Is(p, "PG_dirty") ~> ~Is(p, "PG_dirty")

(* truncate() returns. *)
TruncateProgress == (truncating # {}) ~> (truncating = {})

(* Under memory pressure each page becomes one that can be taken. *)
ReclaimProgress == \A p \in Pages : Is(p, "PG_private") ~> ~Is(p, "PG_private")

(* A short user whose device is done gives its page back. *)
UnpinProgress == \A u \in ShortUsers : (io[u].at \in {"pinned", "dma", "landed", "marked"}) ~> (io[u].at \in {"idle", "done"})

(* Nobody waits for ever for a page lock. *)
NoLockDeadlock == \A p \in Pages : Is(p, "PG_locked") ~> ~Is(p, "PG_locked")

(* A writer that balance_dirty_pages() holds is let go. *)
ThrottleProgress == throttled ~> ~throttled
===============================================================================
