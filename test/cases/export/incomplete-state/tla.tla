---------------- MODULE FirstTrace ----------------
EXTENDS Integers, TLC, Sequences

\* The states, the initial one first.
TraceStates == <<
  [x |-> 0, y |-> {}, z |-> "a"],
  [x |-> 1, y |-> {}]
>>

\* The action that leads from each state to the next.
TraceActions == <<
  "Step"
>>
==================================================
