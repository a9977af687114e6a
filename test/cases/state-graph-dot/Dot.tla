---- MODULE Dot ----
EXTENDS Naturals, Sequences, TLC
VARIABLES x, s, m
A == INSTANCE Sub WITH y <- x
Init == x \in 0..1 /\ s = "a\"b\\c\nd\t;[label" /\ m = <<>>
Up(n) == x < 3 /\ x' = x + n /\ s' = "up" /\ m' = [a |-> x, b |-> "-> "]
Stay(u) == x = 1 /\ UNCHANGED <<x, s, m>>
Also(u) == x = 1 /\ u \in 1..2 /\ UNCHANGED <<x, s, m>>
Long == x = 3 /\ x' = 0 /\ s' = "long" /\ m' = [k \in {"aaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "ccccccccccccccccc", "d d"} |-> {"xxxxxxxxxxxxxxxxxxxxx", "yyyyyyyyyyyyyyyyyyyyyyyyy"}]
Next == \/ \E n \in {1,2} : Up(n)
        \/ \E u \in {1,2} : Stay(u) \/ Also(u)
        \/ Long
        \/ (x = 2 /\ UNCHANGED <<x, s, m>>)
        \/ A!Sub
====
