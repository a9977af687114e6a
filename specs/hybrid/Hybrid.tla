------------------------------- MODULE Hybrid ---------------------------------
(* A pin is a standing write intent: a pinned page is never clean and always   *)
(* has its space reserved; who needs durability gets a copy on disk; nobody    *)
(* waits for a pin that nobody can take back.                                  *)
EXTENDS PageCache
INSTANCE PageContract

CONSTANT Spares  \* blocks that a pin reserves beyond the one of the write fault, on a filesystem that copies on write

ASSUME Spares \in Nat

(* H1: a pin for writing needs a writable PTE, so the filesystem was told and  *)
(* the page is dirty; where each writeback needs a block, a pin without space  *)
(* for the spares is refused (ENOSPC). With DAX there is no copy to write, so  *)
(* long pins are refused there.                         code: reservePin      *)
ReservePin(u, p) ==
  LET spares == IF On("cow") THEN Spares ELSE 0 IN
  /\ pte[p] = "rw"
  /\ pins' = [pins EXCEPT ![p] = @ + 1]
  /\ resv' = [resv EXCEPT ![p] = @ + spares] /\ free' = free - spares
  /\ MoveUser(u, "pinned", p)
  /\ UNCHANGED <<flags, pte, mem, block, clone, bioVars, fsyncVars, fileVars, strays, ubuf, surpriseDirty, lost, handed>>

MayPin(u) == (On("cow") => free >= Spares) /\ (On("dax") => u \in ShortUsers)  \* code: mayPin

(* H2: the cheap test may be wrong, so the exact side table confirms it. H5:   *)
(* where the next write needs a block too, its reservation must be there       *)
(* before this one is used.                             code: isPinned        *)
Pinned(p) == MaybePinned(p) /\ pins[p] > 0
CanCopy(p) == NeedsBlock(p) => resv[p] > (IF On("cow") THEN 1 ELSE 0)  \* code: canCopy

Pin(u, p) == io[u].at = "idle" /\ IF MayPin(u) THEN ReservePin(u, p) ELSE RefusePin(u, p)
DmaWrite(u) == io[u].at = "dma" /\ LandInPage(u)
SetDirty(u) == io[u].at = "landed" /\ HandBack(u)

(* H3 to H5: after page_mkclean(); a background pass skips a pinned page, an   *)
(* fsync writes a copy.                                                        *)
WbDecide(p) ==
  /\ pass[p] = "protected"
  /\ IF ~Pinned(p) THEN Proceed(p)
     ELSE IF ForIntegrity(p) /\ CanCopy(p) THEN ProceedByCopy(p)
     ELSE Redirty(p)

WbClear(p) == pass[p] \in {"decided", "copying"} /\ IF pass[p] = "decided" THEN ClearDirty(p) ELSE KeepDirty(p)
WbSubmit(p) == pass[p] \in {"cleared", "kept"} /\ IF pass[p] = "cleared" THEN SubmitPage(p) ELSE SubmitCopy(p, "swapped")
Reclaim(p) == IsIdle(p) /\ ReclaimUnless(p, Pinned(p))

(* H9: the page cache orphans a page; DAX waits for the short pins.            *)
Truncate(p) == p \in truncating /\ (On("dax") => ~Pinned(p)) /\ TruncateNow(p)

(* H8: a dirty page is shared with a clone only if its next write has its own  *)
(* block reserved, which is so where the filesystem copies on write; others    *)
(* refuse.                                                                     *)
ReflinkAfterCopy(p) == On("reflink") /\ resv[p] > 0 /\ ReflinkKeptDirty(p)

(* H6: pages that cannot be cleaned do not count against the dirty limit.      *)
Unthrottle == throttled /\ LeaveThrottle({p \in DirtyPages : ~Pinned(p)})

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
