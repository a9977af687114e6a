/**
 * Looks on while fibres make the steps that a specification has as one action each. A step takes several operations; it has
 * begun when its fibre makes the first of them, and others may be on their way at the same time.
 */
export interface StepWatcher {
  /** A run begins: the memory is in its first state, and no step is on its way. */
  reset(): void;
  /** The fibre begins a step. `first` and `second` are what it is called with, besides the memory. */
  begin(fibre: number, name: string, first: number | undefined, second: number | undefined): void;
  /** The step of the fibre has ended: it was done, or was not possible and has changed nothing. Says what is wrong with that. */
  end(fibre: number, done: boolean): string | undefined;
  /** No step is on its way. Says what is wrong with the memory as it is; equal hashes mean equal memories. */
  rest(hashLow: number, hashHigh: number): string | undefined;
  /** Half of a hash of what matters of the run: two runs with the same state and the same hash go on alike. */
  hashLow(): number;
  /** The other half. */
  hashHigh(): number;
}

/** Whom a `StepLog` tells besides the watcher: the machine, for which both are accesses to shared locations. */
export interface StepListener {
  onBegin(fibre: number): void;
  onEnd(fibre: number, wrong: string | undefined): void;
}

/** Where one fibre stands. Of steps inside of each other only the outermost counts: the others are the way that it takes. */
interface Standing {
  depth: number;
  /** Called, but its first operation is still to be made. */
  isCalled: boolean;
  name: string;
  first: number | undefined;
  second: number | undefined;
}

/** Turns the calls of derived code into the beginnings and ends of steps. */
export class StepLog {
  /** Steps that have begun and not ended. */
  underWay = 0;
  private readonly watcher: StepWatcher;
  private readonly listener: StepListener;
  private readonly fibres: Standing[];
  private running = 0;

  constructor(watcher: StepWatcher, listener: StepListener, fibres: number) {
    this.watcher = watcher;
    this.listener = listener;
    this.fibres = Array.from({ length: fibres }, () => ({
      depth: 0,
      isCalled: false,
      name: '',
      first: undefined,
      second: undefined,
    }));
  }

  reset(): void {
    this.underWay = 0;
    for (const fibre of this.fibres) {
      fibre.depth = 0;
      fibre.isCalled = false;
    }
    this.watcher.reset();
  }

  /** The code of this fibre runs from now on. */
  run(fibre: number): void {
    this.running = fibre;
  }

  /** The fibre makes an operation: what it has called begins. */
  goOn(fibre: number): void {
    const standing = this.fibres[fibre] as Standing;
    if (!standing.isCalled) return;
    standing.isCalled = false;
    this.underWay++;
    this.watcher.begin(fibre, standing.name, standing.first, standing.second);
    this.listener.onBegin(fibre);
  }

  called(name: string, first: number | undefined, second: number | undefined): void {
    const standing = this.fibres[this.running] as Standing;
    if (standing.depth++ > 0) return;
    standing.isCalled = true;
    standing.name = name;
    standing.first = first;
    standing.second = second;
  }

  answered(done: boolean): void {
    const fibre = this.running;
    const standing = this.fibres[fibre] as Standing;
    if (--standing.depth > 0) return;
    this.goOn(fibre);
    this.underWay--;
    this.listener.onEnd(fibre, this.watcher.end(fibre, done));
  }
}

let log: StepLog | undefined;

/** Derived code that runs from now on tells this log. */
export function useStepLog(next: StepLog | undefined): void {
  log = next;
}

/** In derived code: a step begins. */
export function stepBegun(name: string, first?: number, second?: number): void {
  if (log !== undefined) log.called(name, first, second);
}

/** In derived code: the step ends with that answer; `false` and `refused` say that it was not possible. */
export function stepEnded<T>(answer: T): T {
  if (log !== undefined) log.answered(answer !== false && answer !== 'refused');
  return answer;
}
