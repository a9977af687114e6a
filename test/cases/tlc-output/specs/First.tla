---- MODULE First ----
\* Violations in the first state, errors in Init, and successors without a value for a variable.
EXTENDS Naturals, TLC
VARIABLES x, y, z
Init == x = 0 /\ y = {} /\ z = "a"
Part == x = 0 /\ z = "a"
Step == x' = x + 1 /\ UNCHANGED y
Full == x < 2 /\ x' = x + 1 /\ UNCHANGED <<y, z>>
Spec == Init /\ [][Full]_<<x, y, z>>
Never == x # 0
Broken == x + "1" = 1
BrokenLater == IF x = 0 THEN TRUE ELSE x + "1" = 1
BrokenAssumption == x < 2
NotAtFirst == y # {}
NeverBack == [][x' < 2]_x
====
