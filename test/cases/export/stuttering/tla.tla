---------------- MODULE StutterTrace ----------------
EXTENDS Integers, TLC, Sequences

\* The states, the initial one first; stuttering: state 2 repeats for ever.
TraceStates == <<
  [x |-> 0],
  [x |-> 1]
>>

\* The action that leads from each state to the next.
TraceActions == <<
  "Inc"
>>
====================================================
