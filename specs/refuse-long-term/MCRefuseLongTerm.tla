--------------------------- MODULE MCRefuseLongTerm ---------------------------
(* The finite instances of RefuseLongTerm that TLC checks; the bounds are in the cfg *)
(* files, and each says there what it can hide.                                *)
EXTENDS RefuseLongTerm, PageProbes

(* Mutant: writeback does not look at pins. *)
BlindDecide(p) == pass[p] = "protected" /\ Proceed(p)

(* Mutant: the test for long-term pins is negated, as version 6 of the series  *)
(* that became the refusal had it.                                             *)
NegatedPin(u, p) == io[u].at = "idle" /\ IF u \in ShortUsers THEN RefusePin(u, p) ELSE GrantPin(u, p)

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
