/**
 * A fingerprint of where a fibre stands and what it knows. A fibre is deterministic, so the answers that it got since its
 * operation began say it all; the derived code helps to forget what no longer matters: after the return of a call, only
 * what was returned (`begun`, `ended`), at the head of a loop that changes no variable from outside, nothing of the
 * rounds before (`loopEntry`, `nextRound`). So fibres that came the same way by other steps are seen to be in one state.
 */
export class LocalState {
  low = 0;
  high = 0;
  /** Whether the plain step told by `saw` what it let the fibre know. */
  toldWhatItSaw = false;
  private depth = 0;
  private readonly lows = new Int32Array(MOST_CALLS);
  private readonly highs = new Int32Array(MOST_CALLS);

  /** The fibre begins an operation. */
  clear(): void {
    this.low = 0;
    this.high = 0;
    this.depth = 0;
  }

  /** The fibre gets to know a value. */
  know(code: number): void {
    this.low = scatter(this.low, code);
    this.high = scatter(~this.high, code);
  }

  beginCall(): void {
    this.lows[this.depth] = this.low;
    this.highs[this.depth] = this.high;
    this.depth++;
    // Else a call that has just begun could be taken for its caller after as many calls.
    this.know(CALL);
  }

  endCall(value: unknown): void {
    this.depth--;
    // What the fibre knows of the call cannot be told from an object.
    if (typeof value === 'object' && value !== null) return;
    this.low = scatter(this.lows[this.depth] as number, RETURN);
    this.high = scatter(this.highs[this.depth] as number, RETURN);
    this.know(codeOf(value));
  }
}

const MOST_CALLS = 256;
/** Keeps what is known inside of a call apart from what is known outside. */
const CALL = 0x27d4eb2f;
/** Keeps a value that was returned apart from the same value as the answer of an operation. */
const RETURN = 0x5bd1e995;

let current = new LocalState();

/** The fibre of this state runs now. */
export function useLocalState(state: LocalState): void {
  current = state;
}

/** Mixes two words into one; the constants are those of MurmurHash3's finalizer. */
export function scatter(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ b;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

/** A word for a value; whole numbers of 32 bits stand for themselves. */
export function codeOf(value: unknown): number {
  if (typeof value === 'number') {
    if (value === (value | 0)) return value;
    double[0] = value;
    return scatter(halves[0] as number, halves[1] as number);
  }
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return -1;
  let code = 1;
  for (let i = 0; i < value.length; i++) code = scatter(code, value.charCodeAt(i));
  return code;
}

/** In derived code: a call of another fibre function begins. */
export function begun(): void {
  current.beginCall();
}

/** In derived code: that call has ended and answered `value`. */
export function ended<T>(_begun: void, value: T): T {
  current.endCall(value);
  return value;
}

/** In derived code: what a plain step let the fibre know. */
export function saw<T>(value: T): T {
  if (typeof value !== 'object' || value === null) {
    current.toldWhatItSaw = true;
    current.know(codeOf(value));
  }
  return value;
}

/** In derived code: what the fibre knows when it comes to a loop. */
export function loopEntry(): { readonly low: number; readonly high: number } {
  return { low: current.low, high: current.high };
}

/** In derived code: a round of the loop begins; of the rounds before nothing is known. */
export function nextRound(entry: { readonly low: number; readonly high: number }): void {
  current.low = entry.low;
  current.high = entry.high;
}
