---- MODULE Pipe ----
EXTENDS Naturals, Sequences
CONSTANT Limit
VARIABLES queue, sent
Half(k) == INSTANCE Buffer WITH content <- queue, Size <- k
Whole == INSTANCE Buffer WITH content <- queue, Size <- Limit
Inv == Half(2)!Sound /\ Whole!Sound
Init == queue = <<>> /\ sent = 0
Send == sent < 5 /\ sent' = sent + 1 /\ queue' = Append(queue, (sent + 2) % 4)
Next == Send
====
