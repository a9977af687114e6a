---- MODULE V ----
EXTENDS Naturals, Sequences
VARIABLE x, q
Up(n) == x' = x + n /\ UNCHANGED q
Bad(n) == x = 4 /\ x' = Head(q) + n /\ UNCHANGED q
Init == x = 0 /\ q = <<>>
Next == \E n \in {1} : Up(n) \/ Bad(n)
Inv == x < 5
====
