---- MODULE AssumeAssert ----
EXTENDS TLC
ASSUME Assert(1 = 2, "in an assumption")
VARIABLE x
Init == x = 0
Next == x' = x
Spec == Init /\ [][Next]_x
====
