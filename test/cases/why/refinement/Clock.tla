---- MODULE Clock ----
EXTENDS Naturals
VARIABLE hour
Init == hour \in 1..12
Tick == hour' = (hour % 12) + 1
Spec == Init /\ [][Tick]_hour /\ WF_hour(Tick)
====
