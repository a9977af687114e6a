---- MODULE Live ----
EXTENDS Naturals
VARIABLES x, y
Next == x' = (x + 1) % 2 /\ y' = y
Spec == x = 0 /\ y = 1 /\ [][Next]_<<x, y>> /\ WF_<<x, y>>(Next)
Live == []<>(x = 1)
====
