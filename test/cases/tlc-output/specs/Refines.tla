---- MODULE Refines ----
\* TLC names a part of a property by its place, or by a definition inside of it.
EXTENDS Naturals
VARIABLE y
Inner == INSTANCE Abstract WITH x <- y
Twos == y = 0 /\ [][y < 6 /\ y' = y + 2]_y
Late == y = 4 /\ [][y < 6 /\ y' = y + 1]_y
Refinement == Inner!Spec
Low == y < 3
Always == []Low
Part == [](y < 3) /\ <>(y = 2)
Fine == [](y < 10)
====
