----------------------------- MODULE MCRevocation -----------------------------
(* The finite instances of Revocation that TLC checks; the bounds are in the cfg *)
(* files, and each says there what it can hide.                                *)
EXTENDS Revocation, PageProbes

(* Mutant: writeback does not look at pins. *)
BlindDecide(p) == pass[p] = "protected" /\ Proceed(p)

(* Mutant: truncate does not wait for pins. *)
TruncateAnyway(p) == p \in truncating /\ TruncateNow(p)

(* Mutants: a page is put off without asking, or without the drain flag; truncate waits without asking. *)
RetryOnly(p) == pass[p] = "protected" /\ IF MaybePinned(p) THEN Redirty(p) ELSE Proceed(p)
AskOnly(p) == pass[p] = "protected" /\ IF MaybePinned(p) THEN RedirtyAndSet(p, {"PG_revoke"}) ELSE Proceed(p)
TruncateWaiting(p) == p \in truncating /\ TruncateUnpinned(p)

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
