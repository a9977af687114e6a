---- MODULE Hidden ----
\* Next hidden in other definitions, an unnamed instance, a nameless Next, and a LAMBDA for an action.
EXTENDS Naturals
VARIABLES n, left
INSTANCE Buffer WITH Size <- 3, held <- left
Choose(A(_)) == \E i \in {1, 2} : A(i)
Add(i) == n' = n + i /\ UNCHANGED left
Table[i \in {1, 2}] == IF i = 1 THEN 1 ELSE Table[1] + 1
Fixed == LET F[i \in {1, 2}] == IF i = 1 THEN 1 ELSE F[1] + 1
             G(i) == F[i] + Table[i]
         IN \E i \in {F[1], 2} : n' = G(i) /\ UNCHANGED left
Kept == LET D(s) == {y \in s : y \in s} IN n' \in D(D({1, 2})) /\ UNCHANGED left
Given(k) == LET D(s) == {y \in s : y < k} IN n' \in D({1, 2}) /\ UNCHANGED left
Refused(k) == LET D(s) == {y \in s : \E z \in s : z < k} IN n' \in D(D({1, 2})) /\ UNCHANGED left
Inside(k) == n' = k /\ LET z == k + 1 IN left' = z
RECURSIVE Loop(_)
Loop(k) == (n' = k /\ UNCHANGED left) \/ Loop(k + 1)
Start == n = 0 /\ left = 0
Actions == [][Choose(Add) \/ Choose(LAMBDA j : left' = j /\ UNCHANGED n) \/ (Take /\ UNCHANGED n) \/ Next \/ Fixed \/ Kept \/ Given(1) \/ Refused(1) \/ Inside(1) \/ Loop(1)]_<<n, left>>
Double == Start /\ [][Add(1)]_n /\ [][Take]_left
Behavior == Start /\ Actions
Spec == Behavior /\ WF_n(Add(1))
====
