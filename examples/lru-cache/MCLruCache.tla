------------------------------ MODULE MCLruCache ------------------------------
(* Three keys in a cache of two: an entry has to make room, and there is a     *)
(* choice of which. Two values tell an old one from a new one.                 *)
EXTENDS LruCache

(* A mutant that TLC must refute: entries are called clean without being written to the store. *)
ForgetfulFlush ==
  /\ cache' = [k \in DOMAIN cache |-> [value |-> cache[k].value, dirty |-> FALSE]]
  /\ UNCHANGED <<store, used, latest>>

MutantNext == ForgetfulFlush \/ Next
MutantSpec == Init /\ [][MutantNext]_vars

(* Probes: TLC must find a state where these do not hold. *)
NeverWrittenBackDebugInv == ~\E k \in Keys : store[k] # Initial /\ k \notin DOMAIN cache
NeverFlushedDebugInv == ~(Len(used) = Capacity /\ \A k \in DOMAIN cache : ~cache[k].dirty /\ store[k] # Initial)
===============================================================================
