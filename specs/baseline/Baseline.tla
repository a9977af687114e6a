------------------------------- MODULE Baseline -------------------------------
(* Linux as the mail of January 2018 found it: writeback does not look at pins. *)
EXTENDS PageCache
INSTANCE PageContract

(* Policy point "decide at writeback": always write.      code: designs/baseline *)
WbDecide(p) ==
  /\ pass[p] = "protected"
  /\ Proceed(p)

Next == Shared \/ \E p \in Pages : WbDecide(p)

Spec == Init /\ [][Next]_vars /\ KernelFairness /\ UserFairness /\ \A p \in Pages : WF_vars(WbDecide(p))
===============================================================================
