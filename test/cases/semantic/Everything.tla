---- MODULE Everything ----
\* One definition for each kind of expression. No module is extended, so that the tree stays small.
CONSTANTS S, Op(_, _), c
VARIABLES x, y
a ++ b == {a, b}
-. a == a
Minus(a) == -a
Truth == (TRUE /\ FALSE) \/ ~TRUE
Lists == /\ x = 1
         /\ \/ y = 2
            \/ y # 3
Implies == (x = 1 => y = 2) <=> (x = 2)
Quantifiers == (\A i, j \in S, k \in {1} : i = j) /\ (\E i \in S : \A j \in S : i # j)
Unbounded == \E i : \A j, k : i = j /\ j = k
Tuples == \A <<i, j>> \in S \X S, k \in S : i = j
Choices == <<CHOOSE i \in S : i = 1, CHOOSE i : i \notin S, CHOOSE <<i, j>> \in S \X S : i = j>>
Sets == {{}, {1, 2}, {i \in S : i = 1}, {<<i, j>> : i, j \in S, k \in S}, SUBSET S, UNION {S}, S \cup S, S \cap S, S \ S}
Filter == {<<i, j>> \in S \X S : i = j}
Functions == <<[i \in S |-> i], [i, j \in S, <<k, l>> \in S \X S |-> i], [S -> S], DOMAIN x>>
Applications == <<x[1], x[1, 2], x[<<1, 2>>], x[1][2]>>
Fun[i \in S] == i
Fact[i \in S] == IF i = 1 THEN 1 ELSE Fact[i]
Records == <<[a |-> 1, b |-> [c |-> 2]], [a : S, b : {1}], x.a.b>>
Excepts == <<[x EXCEPT ![1] = @], [x EXCEPT !.a = 1, !.b.c[2] = @ ++ 3, ![1, 2] = 4, ![<<1, 2>>][3] = 5]>>
Cases == <<CASE x = 1 -> 1 [] x = 2 -> 2, CASE x = 1 -> 1 [] OTHER -> 3, IF x = 1 THEN 2 ELSE 3>>
Lets == LET z == 1  F(q, r) == <<q, r, z>>  G[q \in S] == q IN F(z, G[2])
Higher(F(_), G(_, _), v) == <<F(v), G(v, v), Op(v, v)>>
Use == <<Higher(LAMBDA q : q ++ 1, Op, 2), Higher(Minus, ++, c), Higher(-., Op, 3)>>
Strings == <<"plain", "with \"quotes\" and \\ and \n and \t", "">>
Numbers == <<0, 42, 1.50, \b101, \hFF>>
Primes == x' = y /\ UNCHANGED <<x, y>> /\ (x ++ y)' = {1}
Action == [x' = 1]_x /\ <<x' = 1>>_y /\ ENABLED (x' = 1) /\ (x' = 1) \cdot (y' = 1)
Temporal == []<>(x = 1) /\ [][x' = 1]_x /\ <><<x' = 1>>_y /\ WF_x(x' = 1) /\ SF_<<x, y>>(y' = 1) /\ (x = 1 ~> y = 2)
Plus == (x = 1) -+-> (y = 2)
Hidden == \EE h : \AA g : [](x = h)
Labelled == lab :: x = 1
Capture(v) == \E i \in S : i = v
Relations == S \subseteq S /\ 1 \in S
====
