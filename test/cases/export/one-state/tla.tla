---------------- MODULE SpecTrace ----------------
EXTENDS Integers, TLC, Sequences

\* The states, the initial one first.
TraceStates == <<
  [empty |-> {}, nothing |-> <<>>, all |-> 1..5000, few |-> 1..3]
>>

\* The action that leads from each state to the next.
TraceActions == <<>>
=================================================
