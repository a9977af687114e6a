---------------------------- MODULE TwoPhaseCommit ----------------------------
(* Two-phase commit after Gray and Lamport ("Consensus on Transaction Commit"): *)
(* a coordinator asks the participants of a transaction whether they can       *)
(* commit, and tells them the outcome. Messages are never lost here, but may   *)
(* arrive late and more than once.                                             *)
EXTENDS Naturals

CONSTANT Participants

VARIABLES
  participant,  \* [Participants -> {"working", "prepared", "committed", "aborted"}]
  coordinator,  \* {"waiting", "committed", "aborted"}
  prepared,     \* SUBSET Participants: those that the coordinator knows to be prepared
  votes,        \* SUBSET Participants: the "prepared" messages that were sent
  outcomes      \* SUBSET {"commit", "abort"}: the outcome messages that were sent

vars == <<participant, coordinator, prepared, votes, outcomes>>

TypeOK ==
  /\ participant \in [Participants -> {"working", "prepared", "committed", "aborted"}]
  /\ coordinator \in {"waiting", "committed", "aborted"}
  /\ prepared \subseteq Participants /\ votes \subseteq Participants
  /\ outcomes \subseteq {"commit", "abort"}

Init ==
  /\ participant = [p \in Participants |-> "working"]
  /\ coordinator = "waiting"
  /\ prepared = {} /\ votes = {} /\ outcomes = {}

-------------------------------------------------------------------------------
(* The coordinator. *)

ReceiveVote(p) ==
  /\ coordinator = "waiting" /\ p \in votes
  /\ prepared' = prepared \cup {p}
  /\ UNCHANGED <<participant, coordinator, votes, outcomes>>

DecideCommit ==
  /\ coordinator = "waiting" /\ prepared = Participants
  /\ coordinator' = "committed"
  /\ outcomes' = outcomes \cup {"commit"}
  /\ UNCHANGED <<participant, prepared, votes>>

(* At any time before it has decided, for example because somebody takes too long. *)
DecideAbort ==
  /\ coordinator = "waiting"
  /\ coordinator' = "aborted"
  /\ outcomes' = outcomes \cup {"abort"}
  /\ UNCHANGED <<participant, prepared, votes>>

-------------------------------------------------------------------------------
(* A participant. *)

Prepare(p) ==
  /\ participant[p] = "working"
  /\ participant' = [participant EXCEPT ![p] = "prepared"]
  /\ votes' = votes \cup {p}
  /\ UNCHANGED <<coordinator, prepared, outcomes>>

(* It may give up alone as long as it has not promised to commit. *)
GiveUp(p) ==
  /\ participant[p] = "working"
  /\ participant' = [participant EXCEPT ![p] = "aborted"]
  /\ UNCHANGED <<coordinator, prepared, votes, outcomes>>

ReceiveCommit(p) ==
  /\ "commit" \in outcomes
  /\ participant' = [participant EXCEPT ![p] = "committed"]
  /\ UNCHANGED <<coordinator, prepared, votes, outcomes>>

ReceiveAbort(p) ==
  /\ "abort" \in outcomes
  /\ participant' = [participant EXCEPT ![p] = "aborted"]
  /\ UNCHANGED <<coordinator, prepared, votes, outcomes>>

-------------------------------------------------------------------------------
Next ==
  \/ DecideCommit \/ DecideAbort
  \/ \E p \in Participants :
       ReceiveVote(p) \/ Prepare(p) \/ GiveUp(p) \/ ReceiveCommit(p) \/ ReceiveAbort(p)

Spec == Init /\ [][Next]_vars

(* No participant commits what another one aborts. *)
Atomic ==
  \A p, q \in Participants : ~(participant[p] = "committed" /\ participant[q] = "aborted")
===============================================================================
