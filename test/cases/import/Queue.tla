---- MODULE Queue ----
\* Clients ask and are served; the server may also do something else for ever.
EXTENDS Naturals
CONSTANT Clients
VARIABLES waiting, light
vars == <<waiting, light>>
Init == waiting = {} /\ light = "green"
Ask(c) == c \notin waiting /\ waiting' = waiting \cup {c} /\ UNCHANGED light
Serve(c) == c \in waiting /\ light = "green" /\ waiting' = waiting \ {c} /\ UNCHANGED light
Blink == light' = (IF light = "green" THEN "red" ELSE "green") /\ UNCHANGED waiting
Next == (\E c \in Clients : Ask(c) \/ Serve(c)) \/ Blink
Unfair == Init /\ [][Next]_vars
FairServing(c) == WF_vars(Serve(c))
Fair == Unfair /\ WF_vars(Blink) /\ \A c \in Clients : FairServing(c)
Served == \A c \in Clients : c \in waiting ~> c \notin waiting
Quiet == <>[](waiting = {})
====
