------------------------------- MODULE LruCache -------------------------------
(* A write-back cache before a slower store. When it is full, the entry that   *)
(* was used longest ago makes room, and is written to the store if it is dirty. *)
EXTENDS Naturals, Sequences

CONSTANTS
  Keys,
  Values,
  Initial,   \* the value of every key at the start
  Capacity   \* entries that the cache holds

ASSUME Initial \in Values /\ Capacity \in Nat \ {0}

VARIABLES
  store,   \* [Keys -> Values]
  cache,   \* [a subset of Keys -> [value : Values, dirty : BOOLEAN]]
  used,    \* Seq(Keys): the keys in the cache, the one that was used last at the end
  latest   \* history, [Keys -> Values]: what was written last

vars == <<store, cache, used, latest>>

TypeOK ==
  /\ store \in [Keys -> Values] /\ latest \in [Keys -> Values]
  /\ DOMAIN cache \subseteq Keys
  /\ \A k \in DOMAIN cache : cache[k] \in [value : Values, dirty : BOOLEAN]
  /\ used \in Seq(Keys)

Init ==
  /\ store = [k \in Keys |-> Initial]
  /\ cache = [k \in {} |-> Initial]
  /\ used = <<>>
  /\ latest = [k \in Keys |-> Initial]

Without(k) == SelectSeq(used, LAMBDA other : other # k)

(* The entry of k becomes e, and the entry of the oldest other key goes if there is no room. *)
Use(k, e) ==
  LET others == Without(k)
      full   == Len(others) >= Capacity
      oldest == Head(others)
      kept   == IF full THEN DOMAIN cache \ {oldest, k} ELSE DOMAIN cache \ {k}
  IN  /\ cache' = [x \in kept \cup {k} |-> IF x = k THEN e ELSE cache[x]]
      /\ used' = Append(IF full THEN Tail(others) ELSE others, k)
      /\ store' = IF full /\ cache[oldest].dirty THEN [store EXCEPT ![oldest] = cache[oldest].value] ELSE store

Read(k) ==
  /\ Use(k, IF k \in DOMAIN cache THEN cache[k] ELSE [value |-> store[k], dirty |-> FALSE])
  /\ UNCHANGED latest

Write(k, v) ==
  /\ Use(k, [value |-> v, dirty |-> TRUE])
  /\ latest' = [latest EXCEPT ![k] = v]

(* All dirty entries are written to the store. *)
Flush ==
  /\ \E k \in DOMAIN cache : cache[k].dirty
  /\ store' = [k \in Keys |-> IF k \in DOMAIN cache THEN cache[k].value ELSE store[k]]
  /\ cache' = [k \in DOMAIN cache |-> [value |-> cache[k].value, dirty |-> FALSE]]
  /\ UNCHANGED <<used, latest>>

Next == (\E k \in Keys : Read(k) \/ \E v \in Values : Write(k, v)) \/ Flush

Spec == Init /\ [][Next]_vars

-------------------------------------------------------------------------------
(* What was written last is what a read finds, in the cache or in the store. *)
ReadsLatest == \A k \in Keys : latest[k] = IF k \in DOMAIN cache THEN cache[k].value ELSE store[k]

CleanIsStored == \A k \in DOMAIN cache : ~cache[k].dirty => cache[k].value = store[k]

Bounded == Len(used) <= Capacity /\ {used[i] : i \in DOMAIN used} = DOMAIN cache
===============================================================================
