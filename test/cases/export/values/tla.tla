---------------- MODULE ValuesTrace ----------------
EXTENDS Integers, TLC, Sequences

CONSTANTS null, p1, p2

\* The states, the initial one first.
TraceStates == <<
  [text |-> <<"", "a \"quoted\" \\ back\\slash", "tab\tline\nfeed\r\f", "/\\ x = 1", "@!@!@ENDMSG 2217 @!@!@">>, nested |-> [e |-> <<>>, f |-> (0 :> 0 @@ 5 :> 25), g |-> (<<1, 2>> :> {<<1, 2>>} @@ <<2, 1>> :> {<<2, 1>>}), h |-> (p1 :> (FALSE :> p1 @@ TRUE :> p1) @@ p2 :> (FALSE :> p2 @@ TRUE :> p2)), r |-> [b |-> [c |-> <<>>], if |-> 1], s |-> ("a b" :> "a b" @@ "c" :> "c")], sets |-> <<{}, {1, 2, 3}, {{}, {p2}}, 1..5, -1..1, {}, {{}, {1}, {2}, {1, 2}}>>, step |-> null, wide |-> (0 :> [name |-> "a long string so that TLC wraps the value", set |-> {0, 1}] @@ 1 :> [name |-> "a long string so that TLC wraps the value", set |-> {1, 2}] @@ 2 :> [name |-> "a long string so that TLC wraps the value", set |-> {2, 3}] @@ 3 :> [name |-> "a long string so that TLC wraps the value", set |-> {3, 4}]), plain |-> <<0, -7, 2147483647, TRUE, FALSE, p1, null>>],
  [text |-> <<"", "a \"quoted\" \\ back\\slash", "tab\tline\nfeed\r\f", "/\\ x = 1", "@!@!@ENDMSG 2217 @!@!@">>, nested |-> [e |-> <<>>, f |-> (0 :> 0 @@ 5 :> 25), g |-> (<<1, 2>> :> {<<1, 2>>} @@ <<2, 1>> :> {<<2, 1>>}), h |-> (p1 :> (FALSE :> p1 @@ TRUE :> p1) @@ p2 :> (FALSE :> p2 @@ TRUE :> p2)), r |-> [b |-> [c |-> <<>>], if |-> 1], s |-> ("a b" :> "a b" @@ "c" :> "c")], sets |-> <<{}, {1, 2, 3}, {{}, {p2}}, 1..5, -1..1, {}, {{}, {1}, {2}, {1, 2}}>>, step |-> <<1, {p1}>>, wide |-> (0 :> [name |-> "a long string so that TLC wraps the value", set |-> {0, 1}] @@ 1 :> [name |-> "a long string so that TLC wraps the value", set |-> {1, 2}] @@ 2 :> [name |-> "a long string so that TLC wraps the value", set |-> {2, 3}] @@ 3 :> [name |-> "a long string so that TLC wraps the value", set |-> {3, 4}]), plain |-> <<0, -7, 2147483647, TRUE, FALSE, p1, null>>]
>>

\* The action that leads from each state to the next.
TraceActions == <<
  "Go"
>>
===================================================
