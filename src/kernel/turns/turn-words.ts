/** The words by which a thread that takes turns and the one who gives them talk: so many for each thread. */
export const TURN_WORDS = 16;

/** Turns given so far; the thread sleeps on it. */
export const TURNS_GIVEN = 0;
/** Turns taken so far; who gives them sleeps on it. */
export const TURNS_TAKEN = 1;
/** What the turn is for: one of `TURN_...`. */
export const TURN_KIND = 2;
/** What a notify of the turn answers. */
export const TURN_WOKEN = 3;
/** What the thread did in its last turn of `TURN_OPERATION`: one of `OPERATION`, ... */
export const DONE_OPERATION = 4;
/** ... the word, ... */
export const DONE_WORD = 5;
/** ... and the answer, those of a wait as `WAIT_...`. */
export const DONE_ANSWER = 6;
/** Not 0 once the thread has come to its end. */
export const HAS_ENDED = 7;
/** What a sleep answers that ends with the turn: one of `WAIT_...`. */
export const TURN_WAKE = 8;

/** The code up to the next atomic operation, and not that. */
export const TURN_CODE = 1;
/** The code up to the next atomic operation, and that. */
export const TURN_OPERATION = 2;

/** The answers of a wait as numbers; `ASLEEP` is none yet. */
export const WAIT_OK = 1;
export const WAIT_NOT_EQUAL = 2;
export const WAIT_TIMED_OUT = 3;
export const WAIT_ASLEEP = 4;
