-------------------------- MODULE MCPinsCheckedFirst --------------------------
(* A mutant of PinBlocksWriteback that TLC must refute: the pins are looked at *)
(* when the page is locked, that is, before page_mkclean(). A pin taken in     *)
(* between, through the PTE that is still writable, is missed.                 *)
EXTENDS PinBlocksWriteback

PinsCheckedAtLock == \A p \in Pages : (pass[p] = "idle" /\ pass'[p] = "locked") => pins[p] = 0

BlindDecide(p) == pass[p] = "protected" /\ Proceed(p)

MutantNext == (Shared /\ PinsCheckedAtLock) \/ \E p \in Pages : BlindDecide(p)

MutantSpec == Init /\ [][MutantNext]_vars
===============================================================================
