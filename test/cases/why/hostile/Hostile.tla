---- MODULE Hostile ----
EXTENDS Naturals, Sequences
VARIABLE said
Text == "</script><img src=x onerror=alert(1)>"
Inv == said # "</script><img src=x onerror=alert(1)>" /\ \A s \in {said} : s # "</script><img src=x onerror=alert(1)>"
Init == said = "\"quoted\" \\* and (* no comment *)"
Next == said' = Text
====
