---- MODULE Locks ----
\* Two threads take any of three locks; nothing keeps them from taking the same one.
EXTENDS Naturals, FiniteSets
CONSTANTS Threads, Locks, NoLock
VARIABLES held, order
vars == <<held, order>>

TypeOK ==
  /\ held \in [Threads -> SUBSET Locks]
  /\ order \in 0..9

Few(limit) == \A t \in Threads : Cardinality(held[t]) <= limit

(* No lock is held by two threads. *)
Exclusive == \A s, t \in Threads : s # t => (\A l \in Locks : ~(l \in held[s] /\ l \in held[t]))

NobodyHolds(l) == ~\E t \in Threads : l \in held[t]

Safe == LET all == UNION {held[t] : t \in Threads}
        IN  /\ Cardinality(all) <= 3
            /\ IF order > 1 THEN Exclusive ELSE Few(2)

Inv == TypeOK /\ Safe /\ (order = 2 => \A l \in Locks : NobodyHolds(l))

Init == held = [t \in Threads |-> {}] /\ order = 0
Take(t, l) ==
  /\ l \notin held[t]
  /\ held' = [held EXCEPT ![t] = @ \cup {l}]
  /\ order' = order + 1
Next == \E t \in Threads, l \in Locks : Take(t, l)
Spec == Init /\ [][Next]_vars
====
