import {
  DONE_ANSWER,
  DONE_OPERATION,
  DONE_WORD,
  HAS_ENDED,
  TURNS_GIVEN,
  TURNS_TAKEN,
  TURN_KIND,
  TURN_OPERATION,
  TURN_WAKE,
  TURN_WOKEN,
  TURN_WORDS,
} from './turn-words.ts';

/**
 * Where a thread waits for its turns. It stands before an atomic operation or behind one; a turn lets it run its code up to
 * the next operation, or that operation too. What stands between two operations belongs to the later turn.
 */
export class Turnstile {
  private readonly turns: Int32Array;
  private readonly base: number;
  private taken = 0;
  private kind = 0;

  /** @param turns `TURN_WORDS` words for each thread, in shared memory. */
  constructor(turns: Int32Array, thread: number) {
    this.turns = turns;
    this.base = thread * TURN_WORDS;
  }

  /** Sleeps until the first turn. */
  begin(): void {
    this.sleep();
  }

  /** Stands before an operation; returns in a turn that is for it. */
  arrive(): void {
    while (this.kind !== TURN_OPERATION) {
      this.leave();
      this.sleep();
    }
  }

  /** The operation is done; returns in the next turn, whatever it is for. */
  done(operation: number, word: number, answer: number): void {
    this.tell(DONE_OPERATION, operation);
    this.tell(DONE_WORD, word);
    this.tell(DONE_ANSWER, answer);
    this.leave();
    this.sleep();
  }

  /** How many sleepers a notify in the present turn wakes. */
  woken(): number {
    return Atomics.load(this.turns, this.base + TURN_WOKEN);
  }

  /** How the sleep ends that the present turn ends: one of `WAIT_...`. */
  wake(): number {
    return Atomics.load(this.turns, this.base + TURN_WAKE);
  }

  /** There is nothing left to do. */
  end(): void {
    this.tell(HAS_ENDED, 1);
    this.leave();
  }

  private sleep(): void {
    const { turns, base } = this;
    while (Atomics.load(turns, base + TURNS_GIVEN) === this.taken) {
      Atomics.wait(turns, base + TURNS_GIVEN, this.taken);
    }
    this.taken++;
    this.kind = Atomics.load(turns, base + TURN_KIND);
  }

  private leave(): void {
    this.tell(TURNS_TAKEN, this.taken);
    Atomics.notify(this.turns, this.base + TURNS_TAKEN);
  }

  private tell(field: number, value: number): void {
    Atomics.store(this.turns, this.base + field, value);
  }
}

let current: Turnstile | undefined;

/** The atomic operations of this thread are done in turns from now on, or at once again. */
export function useTurnstile(turnstile: Turnstile | undefined): void {
  current = turnstile;
}

/** The turnstile of this thread, if its operations are done in turns already. */
export const turnstile = (): Turnstile | undefined => current;
