---- MODULE Outer ----
(* An action that is another module's Next with a conjunct: all that it does is one action without parameters. *)
EXTENDS Naturals
VARIABLES x, turn
C == INSTANCE Counter WITH n <- x
Init == C!Init /\ turn = 0
Run == C!Next /\ turn' = turn + 1
Next == Run
Spec == Init /\ [][Next]_<<x, turn>>
Small == x < 4
====
