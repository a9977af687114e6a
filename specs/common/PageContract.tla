----------------------------- MODULE PageContract -----------------------------
(* What every design is judged by, stated over what an observer of the file,   *)
(* of memory and of the device can see. A design says INSTANCE PageContract.   *)
EXTENDS Naturals, FiniteSets

CONSTANTS Pages, Users
VARIABLES flags, pte, pins, mem, disk, io, fsync, guardErrors, surpriseDirty

(* Data under writeback does not change: the device never finds data that does *)
(* not fit the guard tags that were computed when the bio was submitted.       *)
StablePages == guardErrors = {}

(* No page becomes dirty without notice to the filesystem beforehand.          *)
NoSurpriseDirty == surpriseDirty = {}

(* The invariant that everybody relies on (kernel commit ef5d437f71af): what a *)
(* PTE allows to be written is dirty.                                          *)
WritableIsDirty == \A p \in Pages : pte[p] = "rw" => "PG_dirty" \in flags[p]

(* The same for pins: what a device may write is dirty. This is what           *)
(* get_user_pages() breaks, and what a design has to restore.                  *)
PinnedIsDirty == \A p \in Pages : pins[p] > 0 => "PG_dirty" \in flags[p]

(* A page at rest that is clean and not pinned is on disk. (That no CPU can    *)
(* write it either is WritableIsDirty.)                                        *)
NoLostWrite ==
  \A p \in Pages :
    (flags[p] \cap {"PG_dirty", "PG_writeback", "PG_locked"} = {} /\ pins[p] = 0) => disk[p] = mem[p]

(* The pin count is exact: each user's pin is counted once.                    *)
PinsCounted == \A p \in Pages : pins[p] = Cardinality({u \in Users : io[u].page = p})

(* fsync() returns.                                                            *)
FsyncProgress == (fsync = "waiting") ~> (fsync = "idle")
===============================================================================
