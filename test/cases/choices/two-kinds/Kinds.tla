---- MODULE Kinds ----
(* Arguments of two kinds, which TLC cannot compare: it tries them all, and the others are left out here. *)
EXTENDS Naturals
VARIABLE x
Init == x = 1
Put(v) == v = v /\ x' \in {2, 3}
Next == Put("a") \/ Put(1)
Spec == Init /\ [][Next]_x
Number == x = 1
====
