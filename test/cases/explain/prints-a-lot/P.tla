---- MODULE P ----
EXTENDS Naturals, TLC
VARIABLE x, h
Long == [i \in 1..40 |-> "aaaaaaaaaa"]
Up(n) == x < 6 /\ PrintT(Long) /\ x' = x + n /\ h' = <<x>>
Init == x = 0 /\ h = <<>>
Next == \E n \in 1..2 : Up(n)
Inv == x < 5
====
