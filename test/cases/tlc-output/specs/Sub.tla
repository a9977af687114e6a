---- MODULE Sub ----
EXTENDS Bad
====
