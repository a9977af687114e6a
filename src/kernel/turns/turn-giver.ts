import {
  DONE_ANSWER,
  DONE_OPERATION,
  DONE_WORD,
  HAS_ENDED,
  TURNS_GIVEN,
  TURNS_TAKEN,
  TURN_KIND,
  TURN_WAKE,
  TURN_WOKEN,
  TURN_WORDS,
} from './turn-words.ts';

/** What a thread did in a turn that was for an operation. */
export interface TurnTaken {
  readonly operation: number;
  readonly word: number;
  readonly answer: number;
}

/** What a turn is for, and what others have decided for it. */
export interface Turn {
  readonly kind: number;
  /** One of `WAIT_...`, for a thread that sleeps. */
  readonly wake: number;
  /** For a notify. */
  readonly woken: number;
}

/** Many times what a turn takes on a busy machine. */
const TURN_WITHIN_MS = 20_000;

/** The other side of the turnstiles of some threads. */
export class TurnGiver {
  /** `TURN_WORDS` words for each thread, in shared memory. */
  readonly turns: Int32Array;

  constructor(threads: number) {
    this.turns = new Int32Array(new SharedArrayBuffer(threads * TURN_WORDS * Int32Array.BYTES_PER_ELEMENT));
  }

  /**
   * Lets a thread take a turn, and sleeps until it has. Undefined if it does not within a bound: then it has failed, or waits
   * for something that is nobody's turn.
   */
  give(thread: number, { kind, wake, woken }: Turn): TurnTaken | undefined {
    const { turns } = this;
    const base = thread * TURN_WORDS;
    const word = (field: number): number => Atomics.load(turns, base + field);
    Atomics.store(turns, base + TURN_KIND, kind);
    Atomics.store(turns, base + TURN_WAKE, wake);
    Atomics.store(turns, base + TURN_WOKEN, woken);
    const given = Atomics.add(turns, base + TURNS_GIVEN, 1) + 1;
    Atomics.notify(turns, base + TURNS_GIVEN);
    for (let taken = word(TURNS_TAKEN); taken !== given; taken = word(TURNS_TAKEN)) {
      if (Atomics.wait(turns, base + TURNS_TAKEN, taken, TURN_WITHIN_MS) === 'timed-out') return undefined;
    }
    return { operation: word(DONE_OPERATION), word: word(DONE_WORD), answer: word(DONE_ANSWER) };
  }

  /** Whether the thread has come to its end. */
  hasEnded(thread: number): boolean {
    return Atomics.load(this.turns, thread * TURN_WORDS + HAS_ENDED) !== 0;
  }
}
