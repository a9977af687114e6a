------------------------------ MODULE MCTolerate ------------------------------
(* The finite instances of Tolerate that TLC checks; the bounds are in the cfg *)
(* files, and each says there what it can hide.                                *)
EXTENDS Tolerate, PageProbes

(* Mutant: the copy is made at the decision, and the dirty bit cleared after   *)
(* that: what a device writes in between, and does not report because the page *)
(* is dirty, is in neither.                                                    *)
CopyAtDecision(p) == pass[p] = "protected" /\ pass' = [pass EXCEPT ![p] = "decided"] /\ guard' = [guard EXCEPT ![p] = mem[p]]
  /\ UNCHANGED <<pageVars, disk, guardErrors, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>
SubmitEarlyCopy(p) ==
  /\ pass[p] = "cleared"
  /\ SubmitBio(p, "copied", guard[p], {"memory"}, TakesBlock(p), "moved", 0)
  /\ SubmitFrame(p)

(* Mutant: no copy. *)
SubmitWithoutCopy(p) == pass[p] = "cleared" /\ SubmitPage(p)

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
