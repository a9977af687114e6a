---- MODULE Rec ----
EXTENDS Integers
VARIABLES n
RECURSIVE Sum(_)
Sum(k) == IF k = 0 THEN 0 ELSE k + Sum(k-1)
LOCAL Hidden(k) == n' = n + k
Go(k) == n < 5 /\ Hidden(k)
Jump[k \in 1..3] == n < 3 /\ n' = n + Sum(k)
Init == n = 0
Next == \/ \E k \in {1, 2} : Go(k)
        \/ \E k \in 1..3 : Jump[k]
        \/ IF n > 100 THEN n' = 0 ELSE FALSE
Inv == n # 4
====
