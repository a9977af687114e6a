-------------------------- MODULE MCPinBlocksLocked ---------------------------
(* The finite instances of PinBlocksLocked that TLC checks; the bounds are in the cfg *)
(* files, and each says there what it can hide.                                *)
EXTENDS PinBlocksLocked, PageProbes

(* Mutant: writeback does not look at pins. *)
BlindDecide(p) == pass[p] = "protected" /\ Proceed(p)

(* Mutant: truncate does not wait for pins. *)
TruncateAnyway(p) == p \in truncating /\ TruncateNow(p)

(* Failure C8b: two IOs of two pages each. Each has pinned its first page, and *)
(* needs the lock of its second to fault it; a flusher holds that lock, and    *)
(* waits for the pin. None of the four can take a step.                        *)
Blocked(u, p) == io[u] = [at |-> "pinned", page |-> p] /\ ~ENABLED DmaStart(u) /\ pass[p] = "protected" /\ ~ENABLED WbDecide(p)
NeverCrossedWaitDebugInv ==
  \A u, v \in Users, p, q \in Pages : (u # v /\ p # q) => ~(Blocked(u, p) /\ Blocked(v, q))

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
