---- MODULE Asserts ----
\* Assert fails where it stands in something else than an action.
EXTENDS Naturals, TLC
VARIABLE x
Init == x = 0
Next == x < 5 /\ x' = x + 1
Spec == Init /\ [][Next]_x /\ WF_x(Next)
InInvariant == Assert(x < 2, "in an invariant")
InFirstState == Assert(x > 0, <<"in the first state", x>>)
InProperty == [][Assert(x < 2, "in a property")]_x
InTemporal == <>Assert(x < 2, "in a temporal property")
InConstraint == Assert(x < 2, "in a constraint")
NotBoolean == x + 1
====
