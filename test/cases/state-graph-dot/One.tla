---- MODULE One ----
EXTENDS Naturals
VARIABLES x
Init == x = "a\\b"
Next == x' = "c"
====
