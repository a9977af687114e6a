------------------------------ MODULE MCRfc2023 -------------------------------
(* The finite instances of Rfc2023 that TLC checks; the bounds are in the cfg  *)
(* files, and each says there what it can hide.                                *)
EXTENDS Rfc2023, PageProbes

(* For a counterexample in which nobody unpins. *)
StaysPinned == \A p \in Pages : pins'[p] >= pins[p]

(* Mutant: writeback does not look at pins. *)
BlindDecide(p) == pass[p] = "protected" /\ Proceed(p)

(* Mutant: truncate does not wait for pins. *)
TruncateAnyway(p) == p \in truncating /\ TruncateNow(p)

(* Mutant: the copy is made at the decision, and the dirty bit cleared after   *)
(* that: what a device writes in between, and does not report because the page *)
(* is dirty, is in neither.                                                    *)
CopyAtDecision(p) == pass[p] = "protected" /\ pass' = [pass EXCEPT ![p] = "decided"] /\ guard' = [guard EXCEPT ![p] = mem[p]]
  /\ UNCHANGED <<pageVars, disk, guardErrors, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>
SubmitEarlyCopy(p) ==
  /\ pass[p] = "cleared"
  /\ SubmitBio(p, "copied", guard[p], {"memory"}, TakesBlock(p), "moved", 0)
  /\ SubmitFrame(p)

(* Mutant: an fsync skips pinned pages as background writeback does. *)
AlwaysSkip(p) == pass[p] = "protected" /\ IF MaybePinned(p) THEN Redirty(p) ELSE Proceed(p)

(* Mutant: the page itself is written. *)
SubmitWithoutCopy(p) == pass[p] \in {"cleared", "kept"} /\ SubmitPage(p)

(* Reachability of every step: see PageProbes.                                 *)
OwnSteps ==
  {"Pin", "DmaWrite", "SetDirty", "WbDecide", "WbClear", "WbSubmit", "Reclaim"}
    \cup If("truncate", {"Truncate"})
    \cup If("reflink", {"ReflinkAfterCopy"})
    \cup If("throttle", {"Unthrottle"})

IsOwn(step) ==
  \/ \E p \in Pages :
       CASE step = "WbDecide" -> WbDecide(p)
         [] step = "WbClear" -> WbClear(p)
         [] step = "WbSubmit" -> WbSubmit(p)
         [] step = "Reclaim" -> Reclaim(p)
         [] step = "Truncate" -> Truncate(p)
         [] step = "ReflinkAfterCopy" -> ReflinkAfterCopy(p)
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
