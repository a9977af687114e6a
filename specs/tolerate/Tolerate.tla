------------------------------ MODULE Tolerate --------------------------------
(* Design 2 of the mail: the assumption is dropped everywhere. Whoever computes *)
(* checksums copies first; a page that became dirty unannounced is legal, and  *)
(* the filesystem sees at writeback what it can do for it.                     *)
EXTENDS PageCache
INSTANCE PageContract

(* The copy is made when the bio is submitted, after the dirty bit was cleared. *)
(* Private data is made again; a missing reservation is tried for now, and     *)
(* without space the page is dropped. A block of its own is written in place.  *)
SubmitTolerantly(p) ==  \* code: writeTolerantly
  LET must == On("cow") \/ block[p] = "hole"
      new  == TakesBlock(p) \/ (must /\ free > 0) IN
  /\ IF must /\ ~new THEN DropPage(p) ELSE SubmitBio(p, "copied", mem[p], {"memory"}, new, "moved", 0)
  /\ SubmitFrame(p)

Pin(u, p) == io[u].at = "idle" /\ GrantPin(u, p)
DmaWrite(u) == io[u].at = "dma" /\ LandInPage(u)
SetDirty(u) == io[u].at = "landed" /\ HandBack(u)
WbDecide(p) == pass[p] = "protected" /\ Proceed(p)
WbClear(p) == pass[p] = "decided" /\ ClearDirty(p)
WbSubmit(p) == pass[p] = "cleared" /\ SubmitTolerantly(p)
Reclaim(p) == IsIdle(p) /\ ReclaimStripping(p)
Truncate(p) == p \in truncating /\ TruncateNow(p)
Unthrottle == throttled /\ LeaveThrottle(DirtyPages)

Next ==
  \/ Shared \/ Unthrottle
  \/ \E p \in Pages : WbDecide(p) \/ WbClear(p) \/ WbSubmit(p) \/ Reclaim(p) \/ Truncate(p)
  \/ \E u \in Users : DmaWrite(u) \/ SetDirty(u) \/ \E p \in Pages : Pin(u, p)

Fairness ==
  /\ KernelFairness /\ UserFairness
  /\ \A p \in Pages : WF_vars(WbDecide(p) \/ WbClear(p) \/ WbSubmit(p))
  /\ \A p \in If("truncate", Pages) : SF_vars(Truncate(p))
  /\ \A p \in If("pressure", Pages) : SF_vars(Reclaim(p))
  /\ \A u \in ShortUsers : SF_vars(DmaStart(u) \/ SetDirty(u))
  /\ WF_vars(Unthrottle)

Spec == Init /\ [][Next]_vars /\ Fairness
===============================================================================
