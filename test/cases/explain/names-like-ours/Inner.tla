---- MODULE Inner ----
EXTENDS Naturals
CONSTANT k
VARIABLE v
Step(n) == v' = v + n + k
====
