---- MODULE O ----
EXTENDS Naturals
VARIABLE x
Up(n) == x' = x + n
Init == x = 0
Next == \E n \in 1..2 : Up(n)
Spec == Init /\ [][Next]_x
Inv == x < 5
MCUp(n) == x' = x + 3 * n
Twice(n) == x' = x + 2 * n
MCNext == \E k \in 1..1 : Twice(k)
====
