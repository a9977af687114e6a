--------------------------- MODULE RefuseLongTerm -----------------------------
(* Design 1a: file pages are not given to long-term pins, and writeback and    *)
(* truncate wait for the short ones that remain, as in pin-blocks-drain.       *)
EXTENDS PageCache
INSTANCE PageContract


(* FOLL_LONGTERM | FOLL_WRITE on a shared file mapping ends in an error.       *)
Pin(u, p) == io[u].at = "idle" /\ IF u \in ShortUsers THEN GrantPin(u, p) ELSE RefusePin(u, p)

DmaWrite(u) == io[u].at = "dma" /\ LandInPage(u)
SetDirty(u) == io[u].at = "landed" /\ HandBack(u)

WbDecide(p) == pass[p] = "protected" /\ IF MaybePinned(p) THEN RedirtyAndSet(p, {"PG_drain"}) ELSE Proceed(p)

WbClear(p) == pass[p] = "decided" /\ ClearDirty(p)
WbSubmit(p) == pass[p] = "cleared" /\ SubmitPage(p)
Reclaim(p) == IsIdle(p) /\ ReclaimUnpinned(p)
Truncate(p) == p \in truncating /\ TruncateUnpinned(p)
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
