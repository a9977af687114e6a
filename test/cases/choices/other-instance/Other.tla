---- MODULE Other ----
(* TLC cannot count the outcomes of Jump(2), and need not: the trace has Jump(1), which has two.                     *)
EXTENDS Naturals
VARIABLE x
Init == x = 1
Jump(n) == IF n = 2 THEN x' \in Nat ELSE x' \in {8, 9}
Next == Jump(1) \/ Jump(2)
Spec == Init /\ [][Next]_x
Below == x < 8
====
