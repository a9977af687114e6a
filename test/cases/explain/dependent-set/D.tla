---- MODULE D ----
CONSTANT P
VARIABLE sent
Init == sent = {}
Send(p, q) == sent' = sent \cup {<<p, q>>}
Next == \E p \in P : \E q \in P \ {p} : Send(p, q)
Inv == \A p \in P : \A q \in P \ {p} : ~({<<p, q>>, <<q, p>>} \subseteq sent)
====
