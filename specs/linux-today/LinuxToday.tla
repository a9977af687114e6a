----------------------------- MODULE LinuxToday -------------------------------
(* Linux since 2023: long-term pins on files that track dirty pages are refused *)
(* (6.5), reclaim leaves pinned pages alone (6.4), truncate waits for pins with *)
(* DAX (2018). Writeback still does not look at the pins that remain, which are *)
(* short ones.                                                                 *)
EXTENDS PageCache
INSTANCE PageContract


(* writable_file_mapping_allowed(): FOLL_LONGTERM | FOLL_WRITE ends in EFAULT. *)
Pin(u, p) == io[u].at = "idle" /\ IF u \in ShortUsers THEN GrantPin(u, p) ELSE RefusePin(u, p)

DmaWrite(u) == io[u].at = "dma" /\ LandInPage(u)
SetDirty(u) == io[u].at = "landed" /\ HandBack(u)
WbDecide(p) == pass[p] = "protected" /\ Proceed(p)
WbClear(p) == pass[p] = "decided" /\ ClearDirty(p)
WbSubmit(p) == pass[p] = "cleared" /\ SubmitPage(p)
Reclaim(p) == IsIdle(p) /\ ReclaimUnpinned(p)
Truncate(p) == p \in truncating /\ TruncateUnpinnedDax(p)
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
