------------------------------- MODULE Trilemma -------------------------------
(* Why the designs differ in what they give up, and not in whether. A pin is   *)
(*   direct       the device writes the page-cache page itself,                *)
(*   unrevocable  the kernel cannot stop it, and                               *)
(*   silent       it gives no notice of a write.                               *)
(* No kernel can then have all of                                              *)
(*   Clean        a page becomes clean while such a pin of it is held,         *)
(*   Truth        clean means that the disk holds what memory holds, and no    *)
(*                page becomes dirty without notice beforehand,                *)
(*   Grant        such pins are granted.                                       *)
(*                                                                             *)
(* A design is a choice among what a kernel may do. Here the kernel may do at  *)
(* each policy point whatever PageCache knows, at any time: so what no         *)
(* behavior of this specification reaches, no design reaches, and what the     *)
(* device can do in each state it can do in each design. `Dropped` takes one   *)
(* thing out, and then the others can be had together.                         *)
EXTENDS PageCache
INSTANCE PageContract

CONSTANT Dropped

ASSUME Dropped \in {"nothing", "clean", "grant", "direct", "unrevocable", "silent"}
ASSUME (Dropped = "unrevocable") = On("device-ptes")

Pin(u, p) ==
  /\ io[u].at = "idle"
  /\ \/ Dropped \in {"nothing", "clean", "silent"} /\ GrantPin(u, p)
     \/ Dropped = "grant" /\ RefusePin(u, p)
     \/ Dropped = "direct" /\ GrantPrivatePage(u, p)
     \/ Dropped = "unrevocable" /\ MapInDevice(u, p)

(* A write with notice is one that can be stopped until the filesystem has     *)
(* been told, as a write fault is.                                             *)
NoticedWrite(u) ==
  LET p == io[u].page IN
  /\ ~Has(p, "PG_locked") /\ ~Has(p, "PG_writeback") /\ mem[p] < MaxVersion
  /\ SetAndClear(p, {"PG_dirty", "PG_private"}, {})
  /\ mem' = [mem EXCEPT ![p] = @ + 1]
  /\ UNCHANGED <<pte, pins, bioVars, fsyncVars, spaceVars, fileVars, userVars, surpriseDirty, lost, handed>>

DmaWrite(u) ==
  /\ io[u].at = "dma"
  /\ CASE Dropped = "direct" -> LandInPrivatePage(u)
       [] Dropped = "silent" -> NoticedWrite(u)
       [] OTHER -> LandInPage(u)

SetDirty(u) ==
  /\ io[u].at = "landed"
  /\ IF Dropped = "direct" THEN HandBackPrivatePage(u) ELSE HandBack(u)

WbDecide(p) ==
  /\ pass[p] = "protected"
  /\ \/ Redirty(p)
     \/ ProceedByCopy(p)
     \/ (Dropped = "clean" => pins[p] = 0) /\ Proceed(p)

WbClear(p) == pass[p] \in {"decided", "copying"} /\ IF pass[p] = "decided" THEN ClearDirty(p) ELSE KeepDirty(p)

(* What is written may be a copy in any case: StablePages is not the question. *)
WbSubmit(p) == pass[p] \in {"cleared", "kept"} /\ SubmitCopy(p, "moved")

Reclaim(p)  == IsIdle(p) /\ ReclaimUnpinned(p)

Next ==
  \/ Shared
  \/ \E p \in Pages : WbDecide(p) \/ WbClear(p) \/ WbSubmit(p) \/ Reclaim(p)
  \/ \E u \in Users : DmaWrite(u) \/ SetDirty(u) \/ \E p \in Pages : Pin(u, p)

Spec == Init /\ [][Next]_vars

-------------------------------------------------------------------------------
AtRest(p) == flags[p] \cap {"PG_dirty", "PG_writeback", "PG_locked"} = {}

Truth == surpriseDirty = {} /\ \A p \in Pages : AtRest(p) => disk[p] = mem[p]

(* The device of u may write p. *)
Granted(u, p) == io[u].at = "dma" /\ io[u].page = p

CleanWhileGranted(u, p) == Granted(u, p) /\ AtRest(p)

(* The theorem: wherever a page is clean while its pin is held, the device can *)
(* make Truth false by one write, and no kernel is asked. (A device can write  *)
(* as long as there are versions left: a bound of the model, not of devices.)  *)
TrilemmaHolds ==
  \A u \in Users, p \in Pages :
    (CleanWhileGranted(u, p) /\ mem[p] < MaxVersion) => ENABLED (DmaWrite(u) /\ ~Truth')

THEOREM (Dropped = "nothing" /\ Spec) => []TrilemmaHolds
===============================================================================
