---- MODULE Inner ----
EXTENDS Naturals
CONSTANT Limit
VARIABLE q
InnerPut(v) == q < Limit /\ q' = q + v
InnerNext == \E v \in 1..2 : InnerPut(v)
====
