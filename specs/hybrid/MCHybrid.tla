------------------------------- MODULE MCHybrid -------------------------------
(* The finite instances of Hybrid that TLC checks; the bounds are in the cfg   *)
(* files, and each says there what it can hide.                                *)
EXTENDS Hybrid, PageProbes

(* Mutant: writeback does not look at pins. *)
BlindDecide(p) == pass[p] = "protected" /\ Proceed(p)

(* Mutant: the pins are looked at when the page is locked, that is, before     *)
(* page_mkclean(): with BlindDecide, a pin taken in between is missed.         *)
PinsCheckedAtLock == \A p \in Pages : (pass[p] = "idle" /\ pass'[p] = "locked") => pins[p] = 0

(* Mutant: get_user_pages_fast() does not read the PTE again. *)
BlindFastPinCheck(u) == io[u].at = "counted" /\ MoveUser(u, "pinned", io[u].page) /\ UserOnly

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

(* Mutants that drop one rule each. *)
AlwaysSkip(p)            == pass[p] = "protected" /\ IF Pinned(p) THEN Redirty(p) ELSE Proceed(p)
SubmitWithoutCopy(p)     == pass[p] \in {"cleared", "kept"} /\ SubmitPage(p)
SubmitAndFree(p)         == pass[p] \in {"cleared", "kept"} /\ IF pass[p] = "cleared" THEN SubmitPage(p) ELSE SubmitCopy(p, "moved")
HasAny(p)                == NeedsBlock(p) => resv[p] > 0
ShareAnyway(p)           == On("reflink") /\ ReflinkKeptDirty(p)
UnthrottleCountingAll    == throttled /\ LeaveThrottle(DirtyPages)
TruncateWaiting(p)       == p \in truncating /\ TruncateUnpinned(p)

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
