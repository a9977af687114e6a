-------------------------- MODULE MCUserBouncePages ---------------------------
(* The finite instances of UserBouncePages that TLC checks; the bounds are in the cfg *)
(* files, and each says there what it can hide.                                *)
EXTENDS UserBouncePages, PageProbes

(* Mutant: the device writes the page of the file. *)
LandInFilePage(u) == io[u].at = "dma" /\ LandInPage(u)

(* For that mutant: truncation leaves the user its page. *)
KeepHandle(p) ==
  /\ p \in truncating /\ truncating' = truncating \ {p} /\ file' = file \ {p}
  /\ block' = [block EXCEPT ![p] = "hole"]
  /\ UNCHANGED <<pageVars, bioVars, fsyncVars, resv, free, clone, tail, throttled, userVars, surpriseDirty, lost, handed>>

(* Mutant: the hand-back does not tell the filesystem. *)
UnannouncedHandBack(u) ==
  LET p == io[u].page IN
  /\ io[u].at = "landed" /\ p # NoPage /\ ~Has(p, "PG_locked") /\ ~Has(p, "PG_writeback")
  /\ MarkDirty(p)
  /\ mem' = [mem EXCEPT ![p] = ubuf[u]] /\ ubuf' = [ubuf EXCEPT ![u] = 0]
  /\ MoveUser(u, "marked", p)
  /\ UNCHANGED <<pte, pins, bioVars, fsyncVars, spaceVars, fileVars, strays, lost, handed>>

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
