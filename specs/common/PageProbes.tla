------------------------------ MODULE PageProbes ------------------------------
(* Reachability of every step in one run: TLC collects in a register which     *)
(* steps it has taken, and the invariant is violated as soon as it has seen    *)
(* them all. (Its counterexample ends where the last one was seen, and means   *)
(* no more than that. One worker: each worker has registers of its own.)       *)
EXTENDS PageCache, TLC

LOCAL Register == 1
ASSUME TLCSet(Register, {})

(* The shared steps that a model with these features has to take. *)
SharedSteps ==
  {"Fault", "Store"}
    \cup (IF On("dax") THEN {} ELSE {"WbLock", "WbProtect", "WbTransfer", "WbEnd", "Fsync", "FsyncReturn"})
    \cup (IF On("device-ptes") THEN {} ELSE {"DmaStart", "DmaDone", "Unpin"})
    \cup If("invalidate", {"Invalidate"}) \cup If("extend", {"Extend"}) \cup If("reflink", {"Reflink"})
    \cup If("fast-gup", {"FastPinRead", "FastPinCount", "FastPinCheck"})
    \cup If("tail", {"DmaWriteTail"}) \cup If("throttle", {"Throttle"}) \cup If("truncate", {"TruncateStart"})

LOCAL IsShared(step) ==
  \/ \E p \in Pages :
       CASE step = "Fault" -> Fault(p)           [] step = "Store" -> Store(p)
         [] step = "WbLock" -> WbLock(p)         [] step = "WbProtect" -> WbProtect(p)
         [] step = "WbTransfer" -> WbTransfer(p) [] step = "WbEnd" -> WbEnd(p)
         [] step = "Invalidate" -> Invalidate(p) [] step = "Extend" -> Extend(p)
         [] step = "Reflink" -> Reflink(p)       [] OTHER -> FALSE
  \/ \E u \in Users :
       CASE step = "DmaStart" -> DmaStart(u)         [] step = "DmaDone" -> DmaDone(u)
         [] step = "Unpin" -> Unpin(u)               [] step = "DmaWriteTail" -> DmaWriteTail(u)
         [] step = "FastPinCount" -> FastPinCount(u) [] step = "FastPinCheck" -> FastPinCheck(u)
         [] step = "FastPinRead" -> \E p \in Pages : FastPinRead(u, p)
         [] OTHER -> FALSE
  \/ CASE step = "Fsync" -> Fsync       [] step = "FsyncReturn" -> FsyncReturn
       [] step = "Throttle" -> Throttle [] step = "TruncateStart" -> TruncateStart
       [] OTHER -> FALSE

(* An action constraint that is always true. `own` are the names of the steps  *)
(* of the design that this one is.                                             *)
Collects(own) ==
  LET seen == TLCGet(Register)
      new == own \cup {s \in SharedSteps \ seen : IsShared(s)}
  IN IF new \subseteq seen THEN TRUE ELSE TLCSet(Register, seen \cup new)

Missing(ownSteps) == (SharedSteps \cup ownSteps) \ TLCGet(Register)
===============================================================================
