---- MODULE Light ----
(* A light that is switched once; small, so that all of its mutants are quickly judged. *)
EXTENDS Naturals
VARIABLES on, uses
Init == on = [r \in {1, 2} |-> FALSE] /\ uses = 0
Switch(r) ==
  /\ \/ ~on[r]
     \/ uses > 5
  /\ uses < 2
  /\ on' = [on EXCEPT ![r] = TRUE]
  /\ uses' = uses + 1
Next == \E r \in {1, 2} : Switch(r)
Counted == uses = 0 => \A r \in {1, 2} : ~on[r]
====
