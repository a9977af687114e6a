---- MODULE Warn ----
EXTENDS Naturals
VARIABLE x
Init == x = 1
Init == x = 1
F(x) == x
N == INSTANCE Lasso WITH x <- 1
Next == x' = x + zz /\ F(1, 2)
====
