---------------------------- MODULE MCAsyncQueue ----------------------------
(* Two tasks on each side and a buffer of two: enough for both queues of       *)
(* waiting tasks to have a first and a second.                                 *)
EXTENDS AsyncQueue

(* A mutant that TLC must refute: a get that forgets the waiting producers. *)
ForgetfulGet(c) ==
  /\ c \notin Range(getters)
  /\ IF buffer # <<>> THEN
       /\ received' = [received EXCEPT ![c] = Head(buffer)]
       /\ buffer' = Tail(buffer)
       /\ UNCHANGED <<putters, getters>>
     ELSE
       /\ getters' = Append(getters, c)
       /\ UNCHANGED <<buffer, putters, received>>

MutantNext == (\E p \in Producers : Put(p)) \/ (\E c \in Consumers : ForgetfulGet(c))
MutantSpec == Init /\ [][MutantNext]_vars

(* Probes: TLC must find a state where these do not hold. *)
NeverTwoPuttersDebugInv == Len(putters) < 2
NeverTwoGettersDebugInv == ~(Len(getters) = 2 /\ received # [c \in Consumers |-> Nothing])
=============================================================================
