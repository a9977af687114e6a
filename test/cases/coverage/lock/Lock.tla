---- MODULE Lock ----
(* A lock with a queue, a crash that is never possible, a conjunct that never refuses, and a
   disjunct of Next without a name of its own. *)
EXTENDS Naturals, Sequences
CONSTANTS Procs, Max
VARIABLES owner, queue, count, mode
vars == <<owner, queue, count, mode>>
Nobody == "nobody"
Init == owner = Nobody /\ queue = <<>> /\ count = 0 /\ mode = "open"

Waits(p) == \E i \in DOMAIN queue : queue[i] = p
Idle(p) ==
  /\ owner # p
  /\ ~Waits(p)

Ask(p) ==
  /\ Idle(p)
  /\ mode = "open"
  /\ queue' = Append(queue, p)
  /\ UNCHANGED <<owner, count, mode>>

Take(p) ==
  /\ owner = Nobody
  /\ queue # <<>> /\ Head(queue) = p
  /\ count >= 0            \* never false: <b>text</b>
  /\ owner' = p
  /\ queue' = Tail(queue)
  /\ UNCHANGED <<count, mode>>

Give(p) ==
  /\ owner = p
  /\ owner' = Nobody
  /\ IF count < Max
     THEN count' = count + 1
     ELSE /\ mode = "open" /\ count' = 0
  /\ UNCHANGED <<queue, mode>>

LOCAL Hidden == mode # "broken"

Crash ==   \* never possible
  /\ mode = "broken"
  /\ owner' = Nobody /\ UNCHANGED <<queue, count, mode>>

Close == Hidden /\ mode = "open" /\ \E m \in {"shut", "locked"} : mode' = m /\ UNCHANGED <<owner, queue, count>>

Next ==
  \/ \E p \in Procs : Ask(p) \/ Take(p) \/ Give(p)
  \/ Crash
  \/ Close
  \/ mode = "shut" /\ mode' = "open" /\ UNCHANGED <<owner, queue, count>>
Spec == Init /\ [][Next]_vars
OneOwner == owner \in Procs \cup {Nobody}
Short == Len(queue) <= 2
NotTwice == ~Waits(owner)
====
