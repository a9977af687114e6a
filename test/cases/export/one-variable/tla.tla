---------------- MODULE SpecTrace ----------------
EXTENDS Integers, TLC, Sequences

\* The states, the initial one first; stuttering: state 3 repeats for ever.
TraceStates == <<
  [x |-> 0],
  [x |-> 1],
  [x |-> -2]
>>

\* The action that leads from each state to the next.
TraceActions == <<
  "Up",
  "Up"
>>
=================================================
