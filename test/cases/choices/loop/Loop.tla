---- MODULE Loop ----
(* A lasso: the action that closes the loop has another way out. *)
EXTENDS Naturals
VARIABLE at
Init == at = "start"
Go == at = "start" /\ at' = "here"
Turn == at = "here" /\ at' \in {"there", "end"}
Back == at = "there" /\ at' \in {"here", "end"}
Stop == at = "end" /\ UNCHANGED at
Next == Go \/ Turn \/ Back \/ Stop
Spec == Init /\ [][Next]_at /\ WF_at(Next)
Ends == <>(at = "end")
====
