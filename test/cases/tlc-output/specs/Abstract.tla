---- MODULE Abstract ----
EXTENDS Naturals
VARIABLE x
Init == x = 0
Next == x < 10 /\ x' = x + 1
Spec == Init /\ [][Next]_x
====
