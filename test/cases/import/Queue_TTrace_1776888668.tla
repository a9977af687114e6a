---- MODULE Queue_TTrace_1776888668 ----
EXTENDS Queue, Sequences, TLCExt, Queue_TEConstants, Toolbox, Naturals, TLC

_trace ==
    LET Queue_TETrace == INSTANCE Queue_TETrace
    IN Queue_TETrace!trace
----

_prop ==
    ~(([]<>(
            waiting = ({ann, bob})
            /\
            light = ("red")
    )))
----

_init ==
    /\ waiting = _TETrace[1].waiting
    /\ light = _TETrace[1].light
----

_next ==
    /\ \E i,j \in DOMAIN _TETrace:
        /\ \/ /\ j = i + 1
              /\ i = TLCGet("level")
           \/ /\ i = _TTraceLassoEnd
              /\ j = _TTraceLassoStart
        /\ waiting  = _TETrace[i].waiting
        /\ waiting' = _TETrace[j].waiting
        /\ light  = _TETrace[i].light
        /\ light' = _TETrace[j].light
=============================================================================

\*
\*---- MODULE Queue_TETrace ----
\*EXTENDS IOUtils, Queue, TLC
\*
\*trace == IODeserialize("Queue_TTrace_1776888668.bin", TRUE)
\*
\*=============================================================================
\*

---- MODULE Queue_TETrace ----
EXTENDS Queue_TEConstants, Queue, TLC

trace == 
    <<
    ([light |-> "green",waiting |-> {}]),
    ([light |-> "green",waiting |-> {ann}]),
    ([light |-> "green",waiting |-> {ann, bob}]),
    ([light |-> "red",waiting |-> {ann, bob}]),
    ([light |-> "green",waiting |-> {ann, bob}])
    >>
----


=============================================================================

---- MODULE Queue_TEConstants ----
EXTENDS Queue

CONSTANTS ann, bob, _TTraceLassoStart, _TTraceLassoEnd

=============================================================================

---- CONFIG Queue_TTrace_1776888668 ----
CONSTANTS
    Clients = { ann , bob }
    ann = ann
    bob = bob
_TTraceLassoStart = 4
_TTraceLassoEnd = 5

PROPERTY
    _prop

INIT
    _init

NEXT
    _next

CONSTANT
    _TETrace <- _trace
=============================================================================
\* Generated on Mon Nov 23 14:00:00 UTC 2026
