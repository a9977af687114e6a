---- MODULE Instances ----
\* Two named instances, one of them with a parameter.
EXTENDS Naturals
VARIABLES left, right
B == INSTANCE Buffer WITH Size <- 2, held <- left
C(s) == INSTANCE Buffer WITH Size <- s, held <- right
Init == left = 0 /\ right = 0
Move == B!Take /\ right' = right + 1
Next == (B!Next /\ UNCHANGED right) \/ B!Next \/ C(3)!Take \/ (\E s \in {1, 2} : C(s)!Put(s)) \/ Move
Spec == Init /\ [][Next]_<<left, right>>
====
