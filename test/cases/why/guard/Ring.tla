---- MODULE Ring ----
EXTENDS Naturals, Sequences
VARIABLES slots, at
\* The second conjunct makes sense only where the first one is true.
AtIsASlot ==
  /\ at \in DOMAIN slots
  /\ slots[at] # "full"
  /\ at < 9
Inv == AtIsASlot
Init == slots = <<"free", "free">> /\ at = 1
Next == at' = at + 1 /\ UNCHANGED slots
====
