---- MODULE AssumeError ----
EXTENDS Naturals, TLC
VARIABLE x
ASSUME PrintT("before") /\ PrintT({ y \in Nat : y > 2})
Init == x = 0
Next == x' = x
====
