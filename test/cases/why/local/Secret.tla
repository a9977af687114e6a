---- MODULE Secret ----
LOCAL INSTANCE Naturals
VARIABLE x
LOCAL Small(n) == n < 2
Inv == Small(x) /\ x + 1 < 9
Init == x = 0
Next == x' = x + 1
====
