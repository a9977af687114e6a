---- MODULE Lex ----
VARIABLE x
Init == x = "abc
Next == x' = x
====
