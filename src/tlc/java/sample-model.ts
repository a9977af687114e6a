import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A model that uses much of TLC in a blink: it has an invariant, a constraint, fairness, and a lasso to be found. */
const MODULE = `---- MODULE Sample ----
EXTENDS Integers, Sequences, FiniteSets, TLC
CONSTANT Workers
VARIABLES owner, queue
vars == <<owner, queue>>
Init == owner = [w \\in Workers |-> "idle"] /\\ queue = <<>>
Ask(w) == owner[w] = "idle" /\\ queue' = Append(queue, w) /\\ owner' = [owner EXCEPT ![w] = "waits"]
Serve == queue # <<>> /\\ owner' = [owner EXCEPT ![Head(queue)] = "idle"] /\\ queue' = Tail(queue)
Next == (\\E w \\in Workers : Ask(w)) \\/ Serve
Spec == Init /\\ [][Next]_vars /\\ WF_vars(Serve)
TypeOK == queue \\in Seq(Workers) /\\ Cardinality({w \\in Workers : owner[w] = "waits"}) = Len(queue)
Bounded == Len(queue) < 4
Settles == <>[](queue = <<>>)
====
`;

const CONFIGURATION = `SPECIFICATION Spec
CONSTANT Workers = {w1, w2, w3}
CONSTRAINT Bounded
INVARIANT TypeOK
PROPERTY Settles
`;

export const SAMPLE_MODEL = { module: 'Sample', configFile: 'Sample.cfg' } as const;

/** TLC's exit status for the sample model: a temporal property was violated. */
export const SAMPLE_EXIT_CODE = 13;

/** @throws the system call's error. */
export function writeSampleModel(folder: string): void {
  writeFileSync(join(folder, 'Sample.tla'), MODULE);
  writeFileSync(join(folder, 'Sample.cfg'), CONFIGURATION);
}
