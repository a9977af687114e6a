---- MODULE I ----
EXTENDS Naturals
VARIABLE x, y
Up(n) == x' = x + n /\ (x < 2 => y' = y)
Init == x = 0 /\ y = 0
Next == \E n \in {1} : Up(n)
====
