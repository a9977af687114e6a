------------------------------- MODULE Trilemma -------------------------------
(* What no design can have. While a page is pinned by a user whose device      *)
(* writes the page itself (direct), cannot be stopped (unrevocable) and says   *)
(* nothing at each write (silent), a design cannot have all of:                *)
(*   Clean    the page can become clean, and be treated as clean;              *)
(*   Truth    a clean page equals the disk, and a dirty one was announced;     *)
(*   Granted  such pins are granted.                                           *)
(*                                                                             *)
(* A design is taken for what can be observed under it: a set of observations  *)
(* of one page. Nothing else is assumed of it but that devices do what they do *)
(* (Closed). So what holds of all sets holds of all designs, also of those     *)
(* that nobody has thought of; TLC looks at every set.                         *)

CONSTANTS Direct, Unrevocable, Silent  \* what kind of pin it is

ASSUME {Direct, Unrevocable, Silent} \subseteq BOOLEAN

VARIABLE design  \* SUBSET Observations

(* All that Truth speaks of. "announced": dirty, and the filesystem was told before the page changed (->page_mkwrite); *)
(* "surprise": dirty without that. `differs`: memory is not what the disk holds.                                       *)
Observations == [pinned : BOOLEAN, page : {"clean", "announced", "surprise"}, differs : BOOLEAN]

FromDisk == [pinned |-> FALSE, page |-> "clean", differs |-> FALSE]

(* What a pinned page can become without the kernel doing anything.                                *)
(* DmaWrite: only a direct write changes the page; a user that is not silent announces it first;   *)
(* a pin that can be revoked is revoked before the page becomes clean.                             *)
DmaWrite(o) ==
  IF ~o.pinned \/ ~Direct \/ (~Unrevocable /\ o.page = "clean") THEN {}
  ELSE {[o EXCEPT !.differs = TRUE, !.page = IF ~Silent /\ @ = "clean" THEN "announced" ELSE @]}

(* set_page_dirty_lock() after the write: a page that is clean then becomes dirty unannounced. *)
Report(o) == {[w EXCEPT !.page = IF @ = "clean" THEN "surprise" ELSE @] : w \in DmaWrite(o)}

Closed(d) == \A o \in d : DmaWrite(o) \subseteq d /\ Report(o) \subseteq d

Init == design \in {d \in SUBSET Observations : FromDisk \in d /\ Closed(d)}
Next == UNCHANGED design
Spec == Init /\ [][Next]_design

-------------------------------------------------------------------------------
(* Whatever is pinned, the page can be clean: no cleaning waits for an unpin. *)
Clean == \A o \in design : \E c \in design : c.page = "clean" /\ c.pinned = o.pinned

Truth == \A o \in design : (o.page = "clean" => ~o.differs) /\ o.page # "surprise"

Granted == \E o \in design : o.pinned

NotAllThree == ~(Clean /\ Truth /\ Granted)

THEOREM (Direct /\ Unrevocable /\ Silent) => (Spec => []NotAllThree)

(* Each two of them can be had: these must be violated. *)
NotCleanAndTruth   == ~(Clean /\ Truth)
NotCleanAndGranted == ~(Clean /\ Granted)
NotTruthAndGranted == ~(Truth /\ Granted)
===============================================================================
