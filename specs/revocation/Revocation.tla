----------------------------- MODULE Revocation -------------------------------
(* Design 1b: each pin can be revoked. Writeback and truncate ask for a pinned *)
(* page back and come again; meanwhile new write faults wait. Whether the pin  *)
(* is given back is up to its user.                                            *)
EXTENDS PageCache
INSTANCE PageContract

CONSTANT Honouring  \* the users that give a page back when they are asked: RevokeBounded

ASSUME Honouring \subseteq Users

(* Truncation asks too; it unmaps first, so that no new pin can be taken. *)
AskForPage(p) ==  \* code: askForPage
  /\ ~Has(p, "PG_locked") /\ ~({"PG_revoke", "PG_drain"} \subseteq flags[p])
  /\ SetAndClear(p, {"PG_revoke", "PG_drain"}, {})
  /\ pte' = [pte EXCEPT ![p] = "none"]
  /\ UNCHANGED <<pins, mem, bioVars, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>

(* The driver's callback: the device is stopped, the page handed back. *)
IsAsked(u) == io[u].page # NoPage /\ Has(io[u].page, "PG_revoke")
GiveBack(u) == IsAsked(u) /\ (DmaDone(u) \/ Unpin(u))

Pin(u, p) == io[u].at = "idle" /\ GrantPin(u, p)
DmaWrite(u) == io[u].at = "dma" /\ LandInPage(u)
SetDirty(u) == io[u].at = "landed" /\ HandBack(u)

WbDecide(p) ==
  /\ pass[p] = "protected"
  /\ IF MaybePinned(p) THEN RedirtyAndSet(p, {"PG_revoke", "PG_drain"}) ELSE Proceed(p)

WbClear(p) == pass[p] = "decided" /\ ClearDirty(p)
WbSubmit(p) == pass[p] = "cleared" /\ SubmitPage(p)
Reclaim(p) == IsIdle(p) /\ ReclaimUnpinned(p)

Truncate(p) ==
  /\ p \in truncating
  /\ IF MaybePinned(p) THEN AskForPage(p) ELSE TruncateNow(p)
Unthrottle == throttled /\ LeaveThrottle(DirtyPages)

Next ==
  \/ Shared \/ Unthrottle
  \/ \E p \in Pages : WbDecide(p) \/ WbClear(p) \/ WbSubmit(p) \/ Reclaim(p) \/ Truncate(p)
  \/ \E u \in Users : DmaWrite(u) \/ SetDirty(u) \/ \E p \in Pages : Pin(u, p)

Fairness ==
  /\ KernelFairness /\ UserFairness
  /\ \A p \in Pages : WF_vars(WbDecide(p) \/ WbClear(p) \/ WbSubmit(p))
  /\ \A p \in If("truncate", Pages) : SF_vars(Truncate(p) /\ MaybePinned(p)) /\ SF_vars(Truncate(p) /\ ~MaybePinned(p))
  /\ \A p \in If("pressure", Pages) : SF_vars(Reclaim(p))
  /\ \A u \in ShortUsers : SF_vars(DmaStart(u) \/ SetDirty(u))
  /\ \A u \in Honouring : WF_vars(GiveBack(u)) /\ SF_vars(SetDirty(u) /\ IsAsked(u))
  /\ WF_vars(Unthrottle)

Spec == Init /\ [][Next]_vars /\ Fairness
===============================================================================
