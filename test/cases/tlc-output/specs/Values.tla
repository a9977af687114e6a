---- MODULE Values ----
\* A state with every kind of value, and values that TLC wraps over several lines.
EXTENDS Integers, Sequences, TLC
CONSTANTS p1, p2, null
VARIABLES plain, text, sets, nested, wide, step
vars == <<plain, text, sets, nested, wide, step>>
Init ==
  /\ plain = <<0, -7, 2147483647, TRUE, FALSE, p1, null>>
  /\ text = <<"", "a \"quoted\" \\ back\\slash", "tab\tline\nfeed\r\f", "/\\ x = 1", "@!@!@ENDMSG 2217 @!@!@">>
  /\ sets = <<{}, {3, 1, 2}, {{p2}, {}}, 1..5, -1..1, 5..1, SUBSET {1, 2}>>
  /\ nested = [
       f |-> [i \in {0, 5} |-> i * i],
       g |-> [i \in {<<1, 2>>, <<2, 1>>} |-> {i}],
       h |-> [p \in {p1, p2} |-> [b \in BOOLEAN |-> p]],
       r |-> [if |-> 1, b |-> [c |-> <<>>]],
       s |-> [k \in {"a b", "c"} |-> k],
       e |-> [i \in {} |-> i]]
  /\ wide = [k \in 0..3 |-> [name |-> "a long string so that TLC wraps the value", set |-> {k, k + 1}]]
  /\ step = null
Go(n, who) == step = null /\ step' = <<n, who>> /\ UNCHANGED <<plain, text, sets, nested, wide>>
Next == \E n \in {1, 2}, who \in {{p1}, {p1, p2}} : Go(n, who)
Inv == step = null
====
