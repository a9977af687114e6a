--------------------------- MODULE MCTwoPhaseCommit ---------------------------
(* Two participants are enough for one to commit what the other aborts. *)
EXTENDS TwoPhaseCommit

(* A mutant that TLC must refute: the coordinator commits when anybody is prepared. *)
HastyCommit ==
  /\ coordinator = "waiting" /\ prepared # {}
  /\ coordinator' = "committed"
  /\ outcomes' = outcomes \cup {"commit"}
  /\ UNCHANGED <<participant, prepared, votes>>

MutantNext == HastyCommit \/ Next
MutantSpec == Init /\ [][MutantNext]_vars

(* Probes: TLC must find a state where these do not hold. *)
NeverAllCommittedDebugInv == \E p \in Participants : participant[p] # "committed"
NeverAbortedPreparedDebugInv == ~(prepared = Participants /\ \A p \in Participants : participant[p] = "aborted")
===============================================================================
