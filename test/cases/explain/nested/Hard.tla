---- MODULE Hard ----
EXTENDS Naturals, Sequences, FiniteSets, TLC
CONSTANTS Proc, Null
VARIABLES x, msgs, rec, log
vars == <<x, msgs, rec, log>>
I == INSTANCE Inner WITH q <- x, Limit <- 2
Init == x = 0 /\ msgs = {} /\ rec = [p \in Proc |-> [st |-> "a", to |-> Null]] /\ log = <<>>
Send(p, m) == /\ rec[p].st = "a" /\ msgs' = msgs \cup {m} /\ rec' = [rec EXCEPT ![p].st = "b", ![p].to = m.to]
              /\ UNCHANGED <<x, log>>
Recv(m) == LET t == m.to IN /\ t \in Proc /\ msgs' = msgs \ {m} /\ log' = Append(log, <<m.from, t>>) /\ UNCHANGED <<x, rec>>
Step(p) == \/ \E t \in Proc \ {p} : Send(p, [from |-> p, to |-> t])
           \/ \E m \in msgs : m.to = p /\ Recv(m)
           \/ LET k == x + 1 IN /\ Len(log) > 0 /\ k <= 2 /\ x' = k /\ log' = Tail(log) /\ UNCHANGED <<msgs, rec>>
Pair == \E <<a, b>> \in Proc \X {1, 2} : x = 1 /\ log = <<>> /\ log' = <<<<a, b>>>> /\ UNCHANGED <<x, msgs, rec>>
Next == (\E p \in Proc : Step(p)) \/ (I!InnerNext /\ UNCHANGED <<msgs, rec, log>>) \/ Pair
Spec == Init /\ [][Next]_vars
Inv == ~(Len(log) = 1 /\ x = 1 /\ log[1][2] = 2)
Inv2 == ~(x = 2 /\ msgs # {} /\ Len(log) = 1)
Inv3 == ~(Len(log) = 1 /\ x = 0)
Inv4 == ~(log = <<>> /\ x = 1 /\ \E p \in Proc : rec[p].st = "b")
====
