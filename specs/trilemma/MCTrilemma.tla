------------------------------ MODULE MCTrilemma ------------------------------
(* The finite instances of Trilemma: one page, one user, two writes. Hidden is *)
(* nothing that the theorem needs: it speaks of one pin of one page and of one *)
(* write; for the other direction ("the rest can be had together") one page is *)
(* an example, not a proof for more.                                           *)
EXTENDS Trilemma

(* Situations that TLC must reach, so that the theorem is not about nothing. *)
NeverCleanWhileGrantedDebugInv == \A u \in Users, p \in Pages : ~CleanWhileGranted(u, p)
NeverGrantedDebugInv           == \A u \in Users, p \in Pages : ~Granted(u, p)

(* A page that was written is clean again, with everything on disk. *)
NeverCleanDebugInv == \A p \in Pages : ~(AtRest(p) /\ disk[p] = MaxVersion)
===============================================================================
