---- MODULE Buffer ----
EXTENDS Naturals, Sequences
CONSTANT Size
VARIABLE content
Fits(n) == Len(content) <= n
NoZero == \A i \in DOMAIN content : content[i] # 0
Sound == Fits(Size) /\ NoZero
====
