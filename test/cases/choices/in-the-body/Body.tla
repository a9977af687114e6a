---- MODULE Body ----
(* Choices that no action gets as a parameter: a quantifier behind a conjunction, two disjuncts with one name,   *)
(* many outcomes, and a choice whose ways all lead to one state, which is none.                                   *)
EXTENDS Naturals
CONSTANTS Workers
VARIABLES ticket, ready
vars == <<ticket, ready>>
Init == ticket = [w \in Workers |-> 0] /\ ready = {}
Draw(w) == ticket[w] = 0 /\ \E n \in 1..30 : ticket' = [ticket EXCEPT ![w] = n] /\ UNCHANGED ready
Ready(w) == \/ (ticket[w] > 0 /\ ready' = ready \cup {w} /\ UNCHANGED ticket)
            \/ (ticket[w] > 0 /\ ready' = Workers /\ UNCHANGED ticket)
Same(w) == w \in ready /\ \E n \in 1..3 : ready' = ready \ {IF n > 0 THEN w ELSE w} /\ UNCHANGED ticket
Told == \E w \in Workers : Same(w)
Next == (\E w \in Workers : Draw(w) \/ Ready(w)) \/ Told
Spec == Init /\ [][Next]_vars
NotAgain == [][ready # {} => ready' # {}]_vars
====
