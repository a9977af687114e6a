------------------------------ MODULE AsyncQueue ------------------------------
(* A bounded first-in first-out queue between tasks. A put into a full queue   *)
(* waits, and so does a get from an empty one; who waits longest is served     *)
(* first. One call of the queue is one step: JavaScript runs it in one turn.   *)
EXTENDS Naturals, Sequences

CONSTANTS
  Producers,  \* the tasks that put; the item of a put is its producer
  Consumers,  \* the tasks that get
  Capacity,   \* items that the buffer holds
  Nothing     \* what a consumer has before its first item

ASSUME Capacity \in Nat \ {0} /\ Nothing \notin Producers

VARIABLES
  buffer,    \* Seq(Producers): the items in the queue, the oldest first
  putters,   \* Seq(Producers): who waits with an item, the longest waiting first
  getters,   \* Seq(Consumers): who waits for an item, the longest waiting first
  received   \* [Consumers -> Producers \cup {Nothing}]: each consumer's latest item

vars == <<buffer, putters, getters, received>>

Range(s) == {s[i] : i \in DOMAIN s}

Init ==
  /\ buffer = <<>> /\ putters = <<>> /\ getters = <<>>
  /\ received = [c \in Consumers |-> Nothing]

(* A waiting consumer takes the item at once; else it goes into the buffer; if that is full, its producer waits. *)
Put(p) ==
  /\ p \notin Range(putters)
  /\ IF getters # <<>> THEN
       /\ received' = [received EXCEPT ![Head(getters)] = p]
       /\ getters' = Tail(getters)
       /\ UNCHANGED <<buffer, putters>>
     ELSE IF Len(buffer) < Capacity THEN
       /\ buffer' = Append(buffer, p)
       /\ UNCHANGED <<putters, getters, received>>
     ELSE
       /\ putters' = Append(putters, p)
       /\ UNCHANGED <<buffer, getters, received>>

(* The oldest item; the place that it leaves goes to the producer that waits longest. *)
Get(c) ==
  /\ c \notin Range(getters)
  /\ IF buffer # <<>> THEN
       /\ received' = [received EXCEPT ![c] = Head(buffer)]
       /\ IF putters = <<>>
          THEN buffer' = Tail(buffer) /\ UNCHANGED putters
          ELSE buffer' = Append(Tail(buffer), Head(putters)) /\ putters' = Tail(putters)
       /\ UNCHANGED getters
     ELSE
       /\ getters' = Append(getters, c)
       /\ UNCHANGED <<buffer, putters, received>>

Next == (\E p \in Producers : Put(p)) \/ (\E c \in Consumers : Get(c))

Spec == Init /\ [][Next]_vars

-------------------------------------------------------------------------------
TypeOK ==
  /\ buffer \in Seq(Producers) /\ Len(buffer) <= Capacity
  /\ putters \in Seq(Producers) /\ getters \in Seq(Consumers)
  /\ received \in [Consumers -> Producers \cup {Nothing}]

(* Nobody waits in vain: a producer waits only while there is no room, a consumer only while there is no item. *)
NoNeedlessWait ==
  /\ putters # <<>> => Len(buffer) = Capacity
  /\ getters # <<>> => buffer = <<>>
===============================================================================
