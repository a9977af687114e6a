---- MODULE M ----
EXTENDS Naturals
CONSTANT tw_m0, Procs
VARIABLE tw_pair, tw_after
I(k) == INSTANCE Inner WITH v <- tw_pair
LOCAL Foo(a, b) == tw_pair' = tw_pair + 1 /\ tw_after' = b
Init == tw_pair = 0 /\ tw_after = tw_m0
Next == \/ \E tw_b0 \in Procs : Foo(1, tw_b0)
        \/ \E j \in {1,2} : I(j)!Step(2) /\ UNCHANGED tw_after
Inv == tw_pair < 9
====
