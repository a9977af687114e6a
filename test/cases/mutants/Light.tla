---- MODULE Light ----
(* Two lights, of which one at most may be on; small, so that all of its mutants are quickly judged. *)
EXTENDS Naturals
VARIABLES on, uses
Init == on = [r \in {1, 2} |-> FALSE] /\ uses = 0
Switch(up) ==
  /\ \/ ~up
     \/ \A r \in {1, 2} : ~on[r]
  /\ \E r \in {1, 2} : on' = [on EXCEPT ![r] = up]
  /\ UNCHANGED uses
Next == \E up \in BOOLEAN : Switch(up)
One == ~(on[1] /\ on[2])
Unused == uses = 0
====
