---- MODULE Hard ----
(* TLC stops at the violation, before it comes to an outcome of the same action that it cannot evaluate. *)
EXTENDS Naturals
VARIABLE x
Init == x = 1
Jump == \/ (x > 0 /\ x' = 9)
        \/ (x > 0 /\ x' = CHOOSE v \in {} : TRUE)
Next == Jump
Spec == Init /\ [][Next]_x
Below == x < 9
====
