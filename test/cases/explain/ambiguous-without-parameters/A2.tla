---- MODULE A2 ----
EXTENDS Naturals
VARIABLE x
A == x' = x + 1
B == x' = x + 1
Init == x = 0
Next == A \/ B
Inv == x < 3
====
