------------------------- MODULE PinBlocksWriteback ---------------------------
(* Design 1 of the mail, in the form that drops the page lock and tries again: *)
(* a page is neither cleaned nor written nor truncated while somebody has it   *)
(* pinned.                                                                     *)
EXTENDS PageCache
INSTANCE PageContract

Pin(u, p) == io[u].at = "idle" /\ GrantPin(u, p)
DmaWrite(u) == io[u].at = "dma" /\ LandInPage(u)
SetDirty(u) == io[u].at = "landed" /\ HandBack(u)

(* Policy point "decide at writeback": the pins are looked at after            *)
(* page_mkclean(), when no new pin can be taken through a writable PTE.        *)
(* Looked at before, a pin taken in between would be missed (see the mutant    *)
(* PinsCheckedFirst).                                                          *)
WbDecide(p) == pass[p] = "protected" /\ IF MaybePinned(p) THEN Redirty(p) ELSE Proceed(p)

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
