------------------------------ MODULE Baseline --------------------------------
(* Linux as the mail of January 2018 found it: writeback does not look at pins, *)
(* and neither does anybody else.                                              *)
EXTENDS PageCache
INSTANCE PageContract

Pin(u, p) == io[u].at = "idle" /\ GrantPin(u, p)
DmaWrite(u) == io[u].at = "dma" /\ LandInPage(u)
SetDirty(u) == io[u].at = "landed" /\ HandBack(u)

(* Policy point "decide at writeback": always write.                           *)
WbDecide(p) == pass[p] = "protected" /\ Proceed(p)

WbClear(p) == pass[p] = "decided" /\ ClearDirty(p)
WbSubmit(p) == pass[p] = "cleared" /\ SubmitPage(p)
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
