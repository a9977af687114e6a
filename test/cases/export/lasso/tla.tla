---------------- MODULE LassoTrace ----------------
EXTENDS Integers, TLC, Sequences

\* The states, the initial one first; loop: states 1 to 7 repeat for ever.
TraceStates == <<
  [x |-> 0, phase |-> "up"],
  [x |-> 1, phase |-> "up"],
  [x |-> 3, phase |-> "up"],
  [x |-> 3, phase |-> "down"],
  [x |-> 2, phase |-> "down"],
  [x |-> 1, phase |-> "down"],
  [x |-> 0, phase |-> "down"]
>>

\* The action that leads from each state to the next.
TraceActions == <<
  "Up(n = 1)",
  "Up(n = 2)",
  "Turn",
  "Down",
  "Down",
  "Down",
  "Restart"
>>

\* The last action leads back to this state, counted from 1.
TraceLoop == 1
==================================================
