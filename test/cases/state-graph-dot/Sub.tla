---- MODULE Sub ----
EXTENDS Naturals
VARIABLE y, s, m
Sub == y = 2 /\ y' = 0 /\ s' = "é€" /\ m' = <<>>
====
