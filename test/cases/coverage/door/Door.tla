---- MODULE Door ----
\* A door with a bolt; nobody ever turns the key, and the window is painted shut.
EXTENDS Naturals
VARIABLES open, bolted, keys, note
vars == <<open, bolted, keys, note>>
Init == open = FALSE /\ bolted = FALSE /\ keys = 0 /\ note = "</mark><script>alert(1)</script>"
Push == ~open /\ ~bolted /\ open' = TRUE /\ UNCHANGED <<bolted, keys, note>>
Pull == open /\ open' = FALSE /\ UNCHANGED <<bolted, keys, note>>
Bolt(on) ==
  /\ ~open
  /\ bolted # on
  /\ IF keys > 0 THEN keys' = keys - 1 ELSE keys' = keys
  /\ bolted' = on
  /\ UNCHANGED <<open, note>>
Turn == keys > 0 /\ keys' = keys + 1 /\ UNCHANGED <<open, bolted, note>>
Window == open /\ bolted /\ UNCHANGED vars
Next == Push \/ Pull \/ (\E on \in BOOLEAN : Bolt(on)) \/ Turn \/ Window
Spec == Init /\ [][Next]_vars
NotBoth == ~(open /\ bolted)
====
