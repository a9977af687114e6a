------------------------------ MODULE MCBaseline ------------------------------
(* The finite instances of Baseline that TLC checks; the bounds are in the cfg *)
(* files. What they can hide: a failure that needs three writes to one page,   *)
(* or more pages or users than the cfg file gives.                             *)
EXTENDS Baseline
===============================================================================
