---- MODULE Ports ----
\* A switch wants one port that is up and free; ports go down and are taken one by one.
EXTENDS Naturals
CONSTANT Ports
VARIABLES up, taken
vars == <<up, taken>>
Free(p) == p \notin taken
SomeUsable == \E p \in Ports : up[p] /\ Free(p)
\* Below a negation it is an \A that is to blame for being true.
NotAllDown == ~\A p \in Ports : ~up[p]
NoneOfNone == \E p \in {} : up[p]
Usable == SomeUsable
Lively == taken = {} \/ NotAllDown
Never == NoneOfNone
Init == up = [p \in Ports |-> TRUE] /\ taken = {}
Fail(p) == up[p] /\ up' = [up EXCEPT ![p] = FALSE] /\ UNCHANGED taken
Take(p) == Free(p) /\ up[p] /\ taken' = taken \cup {p} /\ UNCHANGED up
Next == \E p \in Ports : Fail(p) \/ Take(p)
Spec == Init /\ [][Next]_vars
====
