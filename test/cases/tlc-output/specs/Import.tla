---- MODULE Import ----
EXTENDS Naturals, Nowhere
VARIABLE x
Init == x = 1
Next == x' = x
====
