import { OPERATION } from '../turns/operations.ts';
import { announced, type Fibre } from './announce.ts';
import {
  cellsHashHigh,
  cellsHashLow,
  forgetAccesses,
  plainAccesses,
  readHashHigh,
  readHashLow,
  useCells,
  writeWord,
  type PlainAccess,
} from './cells.ts';
import { fibreOf, WAY_RUN, WAY_SPURIOUS, WAY_TIME_OUT, WAYS } from './choices.ts';
import { codeOf, LocalState, scatter, useLocalState } from './local-state.ts';
import { MOST_FIBRES, type Failure, type Program } from './program.ts';
import { StepLog, useStepLog, type StepWatcher } from './step-watch.ts';

/** How often the scheduler may do in one run what nobody can rely on. */
export interface Surprises {
  /** Sleeps that end without a notify: 0 or more. */
  readonly spuriousWakeUps: number;
  /** Sleeps with a deadline that end by it although somebody else could go on: 0 or more. */
  readonly timeOuts: number;
}

const READY = 0;
const ASLEEP = 1;
const ENDED = 2;

/** Locations that have a bit of their own; the rest share the last one, which can only cost time. */
const LOCATIONS = 64;

/**
 * Runs a program step by step. A step is one atomic operation, or one call that makes plain accesses, with the local
 * code after it; who makes the next step is the caller's choice. The same choices give the same run.
 */
export class Machine {
  readonly program: Program;
  /** Steps since `reset`. */
  steps = 0;
  /** Steps in all runs. */
  totalSteps = 0;
  /** What went wrong in this run. */
  failure: Failure | undefined;

  /** Of the last step: who made it, and what it was. */
  fibre = 0;
  operation = 0;
  word = 0;
  operand = 0;
  second = 0;
  answer: number | string = 0;
  /** Of the last step: bit masks of the locations it read and wrote. */
  read0 = 0;
  read1 = 0;
  write0 = 0;
  write1 = 0;
  /** Of the last step: bit mask of the fibres that it woke. */
  woken = 0;

  /** Bit mask of the fibres that have ended. */
  ended = 0;
  /** For each fibre the number of operations that it has completed. */
  readonly completed: Int32Array;

  private readonly initial: Int32Array;
  private readonly surprises: Surprises;
  private spuriousLeft = 0;
  private timeOutsLeft = 0;
  private ready = 0;
  private readonly sleepers: number[] = [];
  private readonly status: Uint8Array;
  private readonly generators: Fibre<unknown>[] = [];
  private readonly operations: Int32Array;
  private readonly words: Int32Array;
  private readonly operands: Float64Array;
  private readonly seconds: Float64Array;
  private readonly locals: LocalState[];
  private readonly daemons: number;
  /**
   * For each location the bit that stands for it, or -1: first the words, then the queues of sleepers on them, then the
   * budget of surprises, then for each fibre the ends of its steps.
   */
  private readonly bits: Int8Array;
  private usedBits = 0;
  /** Location 0 of the queues. */
  private readonly queues: number;
  private readonly stepLog: StepLog | undefined;
  private readonly regionOf: (word: number) => number;
  private readonly regionEnd: (word: number) => number;

  constructor(program: Program, surprises: Surprises) {
    const count = program.fibres.length;
    if (count < 1 || count > MOST_FIBRES) {
      throw new RangeError(`a program has 1 to ${MOST_FIBRES} fibres, not ${count}`);
    }
    this.program = program;
    this.surprises = surprises;
    this.initial = program.cells.words.slice();
    this.queues = this.initial.length;
    this.bits = new Int8Array(2 * this.queues + 1 + count).fill(-1);
    this.stepLog = program.watcher && this.logSteps(program.watcher, count);
    this.status = new Uint8Array(count);
    this.completed = new Int32Array(count);
    this.operations = new Int32Array(count);
    this.words = new Int32Array(count);
    this.operands = new Float64Array(count);
    this.seconds = new Float64Array(count);
    this.locals = program.fibres.map(() => new LocalState());
    this.daemons = program.fibres.reduce((mask, { isDaemon }, i) => (isDaemon ? mask | (1 << i) : mask), 0);
    const regions = program.regions ?? [];
    const indexOf = (word: number): number => lastNotAbove(regions, word);
    this.regionOf = (word) => (indexOf(word) < 0 ? word : (regions[indexOf(word)] as number));
    this.regionEnd = (word) => (indexOf(word) < 0 ? word + 1 : (regions[indexOf(word) + 1] ?? Infinity));
  }

  /**
   * That one step ended before another began is an order that the watcher sees: so the beginning of a step is a read of the
   * ends of all other fibres' steps.
   */
  private logSteps(watcher: StepWatcher, fibres: number): StepLog {
    const ends = 2 * this.queues + 1;
    for (let fibre = 0; fibre < fibres; fibre++) this.bits[ends + fibre] = this.usedBits++;
    const onBegin = (fibre: number): void => {
      for (let other = 0; other < fibres; other++) if (other !== fibre) this.touch(ends + other, false);
    };
    const onEnd = (fibre: number, wrong: string | undefined): void => {
      this.touch(ends + fibre, true);
      const { name } = this.program.fibres[fibre] as { readonly name: string };
      if (wrong !== undefined) this.failure ??= { kind: 'model', message: `${name}: ${wrong}` };
    };
    return new StepLog(watcher, { onBegin, onEnd }, fibres);
  }

  /** Puts cells and fibres into the first state. */
  reset(): void {
    const { cells, fibres } = this.program;
    cells.words.set(this.initial);
    useCells(cells);
    useStepLog(this.stepLog);
    this.stepLog?.reset();
    this.steps = 0;
    this.failure = undefined;
    this.ended = 0;
    this.ready = 0;
    this.sleepers.length = 0;
    this.spuriousLeft = this.surprises.spuriousWakeUps;
    this.timeOutsLeft = this.surprises.timeOuts;
    this.completed.fill(0);
    for (let fibre = 0; fibre < fibres.length; fibre++) this.begin(fibre);
  }

  /** Whether all fibres but daemons have ended. */
  get isOver(): boolean {
    return (this.ended | this.daemons) === (1 << this.status.length) - 1;
  }

  /** The choices for the next step. Empty after a failure and when nobody can go on. */
  choices(): number {
    if (this.failure !== undefined) return 0;
    let set = this.ready;
    if (this.sleepers.length === 0) return set;
    for (const fibre of this.sleepers) {
      if (this.spuriousLeft > 0) set |= 1 << (fibre * WAYS + WAY_SPURIOUS);
      const hasDeadline = this.seconds[fibre] !== Infinity;
      // Time passes when nobody else can go on, so that then a deadline is sure to come.
      if (hasDeadline && (this.timeOutsLeft > 0 || this.ready === 0)) {
        set |= 1 << (fibre * WAYS + WAY_TIME_OUT);
      }
    }
    return set;
  }

  /** For whom the program still waits, and on what each of them sleeps. */
  describeStuck(): string {
    const left = this.program.fibres.flatMap(({ name }, fibre) => {
      if (this.status[fibre] === ENDED || (this.daemons & (1 << fibre)) !== 0) return [];
      const on = this.nameOf(this.words[fibre] as number);
      return [this.status[fibre] === ASLEEP ? `${name} sleeps on ${on}` : `${name} can go on`];
    });
    return left.join(', ');
  }

  /** The name of a word, for messages. */
  nameOf(word: number): string {
    return this.program.nameOfWord?.(word) ?? `word ${word}`;
  }

  /** Half of a hash of the whole state: cells, local states, sleepers in their order, what is left of the surprises. */
  hashLow(): number {
    return this.hash(cellsHashLow(), false);
  }

  /** The other half. */
  hashHigh(): number {
    return this.hash(~cellsHashHigh(), true);
  }

  private hash(cells: number, isHigh: boolean): number {
    let h = scatter(cells, this.spuriousLeft * 1024 + this.timeOutsLeft);
    for (let fibre = 0; fibre < this.locals.length; fibre++) {
      const local = this.locals[fibre] as LocalState;
      h = scatter(h, isHigh ? local.high : local.low);
      h = scatter(h, ((this.completed[fibre] as number) << 2) | (this.status[fibre] as number));
    }
    for (const fibre of this.sleepers) h = scatter(h, fibre);
    const { watcher } = this.program;
    if (watcher !== undefined) h = scatter(h, isHigh ? watcher.hashHigh() : watcher.hashLow());
    return h;
  }

  /** Makes one step; `choice` is one of `choices()`. */
  step(choice: number): void {
    const fibre = fibreOf(choice);
    const way = choice - fibre * WAYS;
    this.steps++;
    this.totalSteps++;
    this.fibre = fibre;
    this.read0 = this.read1 = this.write0 = this.write1 = this.woken = 0;
    this.operation = this.operations[fibre] as number;
    this.word = this.words[fibre] as number;
    this.operand = this.operands[fibre] as number;
    this.second = this.seconds[fibre] as number;
    this.stepLog?.goOn(fibre);
    if (way !== WAY_RUN) this.leaveSleep(fibre, way);
    else if (this.operation === OPERATION.PLAIN) this.plainStep(fibre);
    else if (this.operation === OPERATION.WAIT) this.fallAsleep(fibre);
    else if (this.operation === OPERATION.NOTIFY) this.wake(fibre);
    else this.resume(fibre, this.perform());
    if (this.failure === undefined) this.lookForWrong();
  }

  private lookForWrong(): void {
    const message = this.program.wrongNow?.();
    if (message !== undefined) this.failure = { kind: 'assertion', message };
    else if (this.stepLog?.underWay === 0) {
      const wrong = this.program.watcher?.rest(cellsHashLow(), cellsHashHigh());
      if (wrong !== undefined) this.failure = { kind: 'model', message: wrong };
    }
  }

  /** The plain accesses of the last step. */
  get plainAccesses(): readonly PlainAccess[] {
    return this.operation === OPERATION.PLAIN ? plainAccesses() : NO_ACCESSES;
  }

  private perform(): number {
    const { word } = this;
    const before = this.program.cells.words[word] as number;
    if (this.operation === OPERATION.LOAD) {
      this.touch(word, false);
      return before;
    }
    const after = this.newValue(before);
    const isWrite = this.operation !== OPERATION.COMPARE_EXCHANGE || before === this.operand;
    this.touch(word, isWrite);
    if (isWrite) writeWord(word, after);
    return before;
  }

  private newValue(before: number): number {
    switch (this.operation) {
      case OPERATION.ADD:
        return before + this.operand;
      case OPERATION.SUB:
        return before - this.operand;
      case OPERATION.AND:
        return before & this.operand;
      case OPERATION.OR:
        return before | this.operand;
      case OPERATION.COMPARE_EXCHANGE:
        return this.second;
      default:
        return this.operand;
    }
  }

  private fallAsleep(fibre: number): void {
    const { word } = this;
    this.touch(word, false);
    this.touch(this.queues + word, true);
    if (this.program.cells.words[word] !== this.operand) return this.resume(fibre, 'not-equal');
    if (this.second <= 0) return this.resume(fibre, 'timed-out');
    this.answer = 'asleep';
    this.status[fibre] = ASLEEP;
    this.ready &= ~(1 << (fibre * WAYS));
    this.sleepers.push(fibre);
  }

  private leaveSleep(fibre: number, way: number): void {
    this.touch(this.queues + this.word, true);
    this.touch(2 * this.queues, true);
    if (way === WAY_SPURIOUS) this.spuriousLeft--;
    else if (this.timeOutsLeft > 0) this.timeOutsLeft--;
    this.sleepers.splice(this.sleepers.indexOf(fibre), 1);
    this.awake(fibre, way === WAY_SPURIOUS ? 'ok' : 'timed-out');
  }

  /** Those who were woken go on to their next operation at once: what they do till then is local. */
  private wake(fibre: number): void {
    const { word, operand } = this;
    this.touch(this.queues + word, true);
    const woken = this.sleepers.filter((sleeper) => this.words[sleeper] === word).slice(0, operand);
    for (const sleeper of woken) {
      this.sleepers.splice(this.sleepers.indexOf(sleeper), 1);
      this.woken |= 1 << sleeper;
      this.awake(sleeper, 'ok');
    }
    this.resume(fibre, woken.length);
  }

  private awake(fibre: number, answer: string): void {
    this.status[fibre] = READY;
    this.ready |= 1 << (fibre * WAYS);
    this.resume(fibre, answer);
  }

  private plainStep(fibre: number): void {
    const local = this.locals[fibre] as LocalState;
    const operation = this.completed[fibre];
    local.toldWhatItSaw = false;
    forgetAccesses();
    this.resume(fibre, 0);
    if (!local.toldWhatItSaw && operation === this.completed[fibre]) {
      local.low = scatter(local.low, readHashLow());
      local.high = scatter(local.high, readHashHigh());
    }
    for (const { start, end, isWrite } of plainAccesses()) {
      for (let word = start; word < end; word = this.regionEnd(word))
        this.touch(this.regionOf(word), isWrite);
    }
  }

  private begin(fibre: number): void {
    this.status[fibre] = READY;
    this.ready |= 1 << (fibre * WAYS);
    this.operations[fibre] = OPERATION.NONE;
    this.startOperation(fibre, 0);
  }

  /** Begins the fibre's operation of that number, or a later one if that one announces nothing. */
  private startOperation(fibre: number, first: number): void {
    const { operations } = this.program.fibres[fibre] as Program['fibres'][number];
    for (let number = first; number < operations.length; number++) {
      this.completed[fibre] = number;
      const generator = (operations[number] as () => Fibre<unknown>)();
      this.generators[fibre] = generator;
      (this.locals[fibre] as LocalState).clear();
      if (!this.next(fibre, generator, 0)) return;
    }
    this.completed[fibre] = operations.length;
    this.status[fibre] = ENDED;
    this.ended |= 1 << fibre;
    this.ready &= ~(1 << (fibre * WAYS));
    (this.locals[fibre] as LocalState).clear();
  }

  private resume(fibre: number, answer: number | string): void {
    if (fibre === this.fibre) this.answer = answer;
    (this.locals[fibre] as LocalState).know(codeOf(answer));
    if (this.next(fibre, this.generators[fibre] as Fibre<unknown>, answer)) {
      this.startOperation(fibre, (this.completed[fibre] as number) + 1);
    }
  }

  /** Runs the fibre to its next announcement; answers whether its operation is complete instead. */
  private next(fibre: number, generator: Fibre<unknown>, answer: number | string): boolean {
    useLocalState(this.locals[fibre] as LocalState);
    this.stepLog?.run(fibre);
    try {
      if (generator.next(answer).done === true) return true;
      this.operations[fibre] = announced.operation;
      this.words[fibre] = announced.index;
      this.operands[fibre] = announced.operand;
      this.seconds[fibre] = announced.second;
      if (announced.operation !== OPERATION.PLAIN && announced.words !== this.program.cells.words) {
        throw new Error('an atomic operation on an array that is not the words of the explored memory');
      }
    } catch (error) {
      const { name } = this.program.fibres[fibre] as { readonly name: string };
      const text = error instanceof Error ? error.message : String(error);
      this.failure ??= { kind: 'exception', message: `${name}: ${text}` };
    }
    return false;
  }

  private touch(location: number, isWrite: boolean): void {
    let bit = this.bits[location] as number;
    if (bit < 0) {
      bit = Math.min(this.usedBits++, LOCATIONS - 1);
      this.bits[location] = bit;
    }
    const mask = 1 << (bit & 31);
    if (bit < 32) {
      if (isWrite) this.write0 |= mask;
      else this.read0 |= mask;
    } else if (isWrite) this.write1 |= mask;
    else this.read1 |= mask;
  }
}

const NO_ACCESSES: readonly PlainAccess[] = [];

/** The index of the last number that is not above `value`, or -1. */
function lastNotAbove(ascending: readonly number[], value: number): number {
  let [from, to] = [-1, ascending.length - 1];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if ((ascending[middle] as number) <= value) from = middle;
    else to = middle - 1;
  }
  return from;
}
