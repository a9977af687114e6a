---- MODULE Counter ----
EXTENDS Naturals
VARIABLE n
Init == n = 0
LOCAL Up(k) == n' = n + k
Next == \E k \in 1..2 : Up(k)
====
