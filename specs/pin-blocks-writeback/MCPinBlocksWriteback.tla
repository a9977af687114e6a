------------------------ MODULE MCPinBlocksWriteback ------------------------
(* The finite instances of PinBlocksWriteback that TLC checks; the bounds are  *)
(* in the cfg files. What they can hide: a failure that needs three writes to  *)
(* one page, or more pages or users than the cfg file gives.                   *)
EXTENDS PinBlocksWriteback

(* Situations that TLC must reach: each is stated as an invariant that must be *)
(* violated, and the counterexample is a test for the implementation.          *)

(* A pass met a pin and gave up: the page is dirty, write-protected, unlocked. *)
NeverPutOffDebugInv == \A p \in Pages : ~(pte[p] = "ro" /\ flags[p] \cap {"PG_locked", "PG_dirty"} = {"PG_dirty"})

(* What a device wrote has reached the disk after the unpin, and the page is clean. *)
NeverWrittenBackDebugInv ==
  \A p \in Pages : ~(disk[p] = 2 /\ (\A u \in Users : io[u].at = "done") /\ pass[p] = "idle" /\ "PG_dirty" \notin flags[p])

(* For that probe: memory changes only while no PTE is writable, that is, by a device. *)
OnlyDevicesWrite == mem' = mem \/ \A p \in Pages : pte[p] # "rw"

(* An unpinned page that was written is reclaimed: unmapped, without private data, equal to the disk. *)
NeverReclaimedDebugInv ==
  \A p \in Pages : ~(disk[p] = 1 /\ mem[p] = 1 /\ pins[p] = 0 /\ pte[p] = "none" /\ "PG_private" \notin flags[p])

(* fsync() waits behind the IO of a page. *)
NeverFsyncBehindIoDebugInv == \A p \in Pages : ~(fsync = "waiting" /\ syncing = {} /\ pass[p] = "transferred")
===============================================================================
