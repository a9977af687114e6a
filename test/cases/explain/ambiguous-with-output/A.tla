---- MODULE A ----
EXTENDS Naturals, TLC
VARIABLE x
L == [i \in 1..40 |-> "aaaaaaaaaa"]
A(n) == x' = x + 1
B(n) == PrintT(L) /\ x' = x + 1
Init == x = 0
Next == (\E n \in 1..2 : A(n)) \/ (\E n \in 1..1: B(n))
Inv == x < 3
====
