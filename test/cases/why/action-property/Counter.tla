---- MODULE Counter ----
EXTENDS Naturals
VARIABLES n, mode
vars == <<n, mode>>
Up == mode = "up" /\ n' = n + 1 /\ UNCHANGED mode
Turn == n = 2 /\ mode' = "down" /\ UNCHANGED n
Down == mode = "down" /\ n' = n - 1 /\ UNCHANGED mode
Init == n = 0 /\ mode = "up"
Next == Up \/ Turn \/ Down
Spec == Init /\ [][Next]_vars
OnlyGrows == n' >= n /\ (mode' # mode => n > 1)
NeverDown == [][OnlyGrows]_n
Bound == n < 4
====
