-------------------------- MODULE PinBlocksWriteback --------------------------
(* Design 1 of the mail, in the form that drops the page lock and tries again: *)
(* a page is neither cleaned nor written while somebody has it pinned.         *)
EXTENDS PageCache
INSTANCE PageContract

(* Policy point "decide at writeback": the pins are looked at after            *)
(* page_mkclean(), when no new pin can be taken through a writable PTE. Looked *)
(* at before, a pin taken in between would be missed (see the mutant).         *)
(*                                            code: designs/pin-blocks-writeback *)
WbDecide(p) ==
  /\ pass[p] = "protected"
  /\ IF pins[p] = 0 THEN Proceed(p) ELSE Redirty(p)

Next == Shared \/ \E p \in Pages : WbDecide(p)

Spec == Init /\ [][Next]_vars /\ KernelFairness /\ UserFairness /\ \A p \in Pages : WF_vars(WbDecide(p))
===============================================================================
