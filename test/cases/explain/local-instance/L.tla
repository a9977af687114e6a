---- MODULE L ----
LOCAL INSTANCE Naturals
VARIABLE x
Init == x = 0
LOCAL Cap == 100
Up(n) == x < Cap /\ x' = x + n
Next == \E n \in {1} : Up(n)  \/ (x < Cap /\ x' = x + 2 + n)
Inv == x < 5
====
