---- MODULE Buffer ----
EXTENDS Naturals
CONSTANT Size
VARIABLE held
Room == held < Size
Put(n) == Room /\ held + n <= Size /\ held' = held + n
Take == held > 0 /\ held' = held - 1
Next == (\E n \in 1..Size : Put(n)) \/ Take
====
