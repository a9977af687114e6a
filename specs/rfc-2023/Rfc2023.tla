------------------------------- MODULE Rfc2023 --------------------------------
(* Jan Kara's RFC of February 2023 ("Writeback handling of pinned pages"):     *)
(* background writeback skips a pinned page, fsync() writes a bounce copy of it, *)
(* and the page stays dirty.                                                   *)
EXTENDS PageCache
INSTANCE PageContract

Pin(u, p) == io[u].at = "idle" /\ GrantPin(u, p)
DmaWrite(u) == io[u].at = "dma" /\ LandInPage(u)
SetDirty(u) == io[u].at = "landed" /\ HandBack(u)

WbDecide(p) ==
  /\ pass[p] = "protected"
  /\ IF ~MaybePinned(p) THEN Proceed(p)
     ELSE IF ForIntegrity(p) THEN ProceedByCopy(p)
     ELSE Redirty(p)

WbClear(p) == pass[p] \in {"decided", "copying"} /\ IF pass[p] = "decided" THEN ClearDirty(p) ELSE KeepDirty(p)
WbSubmit(p) == pass[p] \in {"cleared", "kept"} /\ IF pass[p] = "cleared" THEN SubmitPage(p) ELSE SubmitCopy(p, "moved")
Reclaim(p) == IsIdle(p) /\ ReclaimUnpinned(p)
Truncate(p) == p \in truncating /\ TruncateUnpinnedDax(p)

(* Reflink writes the file and waits, and takes its pages for clean. *)
ReflinkAfterCopy(p) == On("reflink") /\ ReflinkKeptDirty(p)

Unthrottle == throttled /\ LeaveThrottle(DirtyPages)

Next ==
  \/ Shared \/ Unthrottle
  \/ \E p \in Pages : WbDecide(p) \/ WbClear(p) \/ WbSubmit(p) \/ Reclaim(p) \/ Truncate(p) \/ ReflinkAfterCopy(p)
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
