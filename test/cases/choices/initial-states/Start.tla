---- MODULE Start ----
(* Several initial states, named by INIT and NEXT of the configuration; the action itself has no choice. *)
EXTENDS Naturals
VARIABLES x, y
TypeOf == x \in 0..2 /\ y \in {x, 5}
Move == x < 2 /\ x' = x + 1 /\ UNCHANGED y
Fine == ~(x = 2 /\ y = 1)
====
