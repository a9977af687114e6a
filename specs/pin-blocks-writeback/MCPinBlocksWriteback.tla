------------------------- MODULE MCPinBlocksWriteback -------------------------
(* The finite instances of PinBlocksWriteback that TLC checks; the bounds are in the cfg *)
(* files, and each says there what it can hide.                                *)
EXTENDS PinBlocksWriteback, PageProbes

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

(* Mutant: writeback does not look at pins. *)
BlindDecide(p) == pass[p] = "protected" /\ Proceed(p)

(* Mutant: the pins are looked at when the page is locked, that is, before     *)
(* page_mkclean(): with BlindDecide, a pin taken in between is missed.         *)
PinsCheckedAtLock == \A p \in Pages : (pass[p] = "idle" /\ pass'[p] = "locked") => pins[p] = 0

(* Mutant: get_user_pages_fast() does not read the PTE again. *)
BlindFastPinCheck(u) == io[u].at = "counted" /\ MoveUser(u, "pinned", io[u].page) /\ UserOnly

(* Mutant: truncate does not wait for pins. *)
TruncateAnyway(p) == p \in truncating /\ TruncateNow(p)

(* Reachability of every step: see PageProbes.                                 *)
OwnSteps ==
  {"Pin", "DmaWrite", "SetDirty", "WbDecide", "WbClear", "WbSubmit", "Reclaim"}
    \cup If("truncate", {"Truncate"})
    \cup If("throttle", {"Unthrottle"})

IsOwn(step) ==
  \/ \E p \in Pages :
       CASE step = "WbDecide" -> WbDecide(p)
         [] step = "WbClear" -> WbClear(p)
         [] step = "WbSubmit" -> WbSubmit(p)
         [] step = "Reclaim" -> Reclaim(p)
         [] step = "Truncate" -> Truncate(p)
         [] OTHER -> FALSE
  \/ \E u \in Users :
       CASE step = "DmaWrite" -> DmaWrite(u)
         [] step = "SetDirty" -> SetDirty(u)
         [] step = "Pin" -> \E p \in Pages : Pin(u, p)
         [] OTHER -> FALSE
  \/ step = "Unthrottle" /\ Unthrottle

CollectSteps == Collects({s \in OwnSteps : IsOwn(s)})

NeverAllStepsDebugInv == Missing(OwnSteps) # {}
===============================================================================
