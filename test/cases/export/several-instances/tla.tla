---------------- MODULE ATrace ----------------
EXTENDS Integers, TLC, Sequences

\* The states, the initial one first.
TraceStates == <<
  [x |-> 0],
  [x |-> 1],
  [x |-> 2],
  [x |-> 3]
>>

\* The action that leads from each state to the next.
TraceActions == <<
  "A(n = 1)",
  "A(n = 1)",
  "A(n = 1)"
>>
==============================================
