---- MODULE Nested ----
\* Actions inside actions, a disjunct without a name, LET, sets that depend on the state, and recursion.
EXTENDS Naturals
CONSTANTS Users, Pages
VARIABLES pins, mode, waiting
vars == <<pins, mode, waiting>>
Init == pins = [p \in Pages |-> {}] /\ mode = "idle" /\ waiting = {}
Pin(user, page) == pins' = [pins EXCEPT ![page] = @ \cup {user}] /\ UNCHANGED <<mode, waiting>>
Unpin(user, page) == user \in pins[page] /\ pins' = [pins EXCEPT ![page] = @ \ {user}] /\ UNCHANGED <<mode, waiting>>
Step(u) == (\E p \in Pages : Pin(u, p)) \/ \E p \in Pages : Unpin(u, p)
Wake(u) == waiting' = waiting \ {u} /\ UNCHANGED <<pins, mode>>
Switch(from, to) == mode = from /\ mode' = to /\ UNCHANGED <<pins, waiting>>
Sleep == LET others == Users \ waiting
             One(w) == waiting' = waiting \cup {w} /\ UNCHANGED <<pins, mode>>
         IN \E w \in others : One(w)
RECURSIVE Again(_)
Again(n) == \/ n > 0 /\ mode' = "again" /\ UNCHANGED <<pins, waiting>>
            \/ n > 0 /\ Again(n - 1)
Next == \/ \E u \in Users : Step(u)
        \/ \E u \in waiting : Wake(u)
        \/ Switch("idle", "busy")
        \/ Switch(mode, "idle")
        \/ mode = "busy" /\ mode' = "done" /\ UNCHANGED <<pins, waiting>>
        \/ Sleep
        \/ \E <<a, b>> \in Users \X Pages, n \in 1..2 : Pin(a, b)
        \/ Again(2)
Fair == WF_vars(Next)
Spec == /\ Init
        /\ [][Next]_vars
        /\ Fair
====
