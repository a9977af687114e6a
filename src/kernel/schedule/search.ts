import { choicesOf, fibreOf, fibresOf, lowestOf, runsOf, WAYS, withoutSpurious } from './choices.ts';
import { Machine, type Surprises } from './machine.ts';
import type { Failure, Program } from './program.ts';
import { findRace, type Race } from './races.ts';
import { RunLog } from './run-log.ts';
import type { Schedule } from './schedule.ts';
import { StateTable } from './state-table.ts';
import { Summaries } from './summaries.ts';
import { failureAtEnd, failureOfLongRun, livelockFrom } from './verdict.ts';

/** How to search. */
export interface SearchOptions extends Surprises {
  /** Explore a choice only where it may matter: dynamic partial-order reduction with source sets (Abdulla and others, POPL 2014). */
  readonly partialOrder: boolean;
  /** Skip a choice that only swaps independent steps of a run that was explored: sleep sets (Godefroid 1996). */
  readonly sleepSets: boolean;
  /** Do not go on from a state that was explored before. */
  readonly stateHashing: boolean;
  /** Explore only runs with so many preemptions; excludes `partialOrder` and `sleepSets`. */
  readonly preemptions?: number;
  /** A run of more steps is cut off, and the search is then not complete. */
  readonly longestRun: number;
  /** Steps after which the search gives up. */
  readonly mostSteps: number;
  /** Slots of the table of states, a power of two; 16 bytes each. */
  readonly tableSlots: number;
  /** Whether a race of plain accesses is a failure. Races are looked for either way. */
  readonly racesAreFailures: boolean;
}

/** How far a search or a sampling has come. */
export interface Progress {
  readonly runs: number;
  readonly steps: number;
}

/** What came of a search. */
export interface SearchReport {
  /** The first failure, and the run that shows it. */
  readonly found: { readonly failure: Failure; readonly schedule: Schedule } | undefined;
  /** Whether every run, up to the order of independent steps, was explored and none failed. */
  readonly isComplete: boolean;
  /** Why not, if not. */
  readonly incomplete:
    'a failure was found' | 'a run was too long' | 'too many steps' | 'cancelled' | undefined;
  /** Runs that were explored to their end, or to a state that was explored before. */
  readonly runs: number;
  /** Steps that were made, those included that only lead back to a state. */
  readonly steps: number;
  /** States in the table at the end. */
  readonly states: number;
  /** The first race of plain accesses of each pair of fibres; those of runs that state hashing skipped are not among them. */
  readonly races: readonly Race[];
}

/** The options that explore everything with the least work. */
export const EXHAUSTIVE: SearchOptions = {
  partialOrder: true,
  sleepSets: true,
  stateHashing: true,
  spuriousWakeUps: 0,
  timeOuts: 0,
  longestRun: 2_000,
  mostSteps: 1_000_000_000,
  tableSlots: 1 << 20,
  racesAreFailures: false,
};

const CHOICES = 32;
/** In the table: the state stands in the present run, at that depth. */
const IN_THIS_RUN = 1 << 29;
const STEPS_OF_A_SLICE = 1 << 12;

/** Explores the runs of a program, depth first. Memory: the table, and about 700 bytes for each step of the longest run. */
export function search(program: Program, options: SearchOptions): SearchReport {
  const slices = searchInSlices(program, options);
  for (;;) {
    const slice = slices.next();
    if (slice.done === true) return slice.value;
  }
}

/**
 * The same in slices of a few milliseconds, so that a caller can do something else in between, or stop. Only one search or
 * sampling at a time can go on in a thread.
 */
export function* searchInSlices(program: Program, options: SearchOptions): Generator<Progress, SearchReport> {
  if (options.preemptions !== undefined && (options.partialOrder || options.sleepSets)) {
    throw new RangeError('a bound of preemptions cuts runs off that partial-order reduction relies on');
  }
  const run = new Search(program, options);
  try {
    return yield* run.explore();
  } finally {
    run.machine.reset();
  }
}

class Search {
  readonly machine: Machine;
  private readonly options: SearchOptions;
  private readonly fibres: number;
  private readonly log: RunLog;
  private readonly table: StateTable;
  private readonly summaries: Summaries;
  private readonly races = new Map<string, Race>();
  private depth = 0;
  private runs = 0;
  private incomplete: SearchReport['incomplete'];

  // For each depth, the state before that step: choices, fibres to try, choices explored or asleep, and so on.
  private readonly possible: Int32Array;
  private readonly backtrack: Int32Array;
  private readonly asleep: Int32Array;
  private readonly asleepAtFirst: Int32Array;
  private readonly explored: Int32Array;
  /** The lowest depth to which a run from here has led back. */
  private readonly backTo: Float64Array;
  /** The footprints of the choices that are asleep: four words each. */
  private readonly footprints: Int32Array;
  private readonly below: Int32Array;
  private readonly keys: Int32Array;
  private readonly cut: Uint8Array;
  private readonly preempted: Int32Array;
  /** What was asleep in all explorations of the state before this one. */
  private readonly maskBefore: Int32Array;
  /** What the table had as the number of the state before this exploration of it. */
  private readonly numberBefore: Int32Array;
  /** Whether the last step led back to a state of the run. */
  private isBack = false;

  constructor(program: Program, options: SearchOptions) {
    this.machine = new Machine(program, options);
    this.options = options;
    this.fibres = program.fibres.length;
    const depths = options.longestRun + 1;
    this.log = new RunLog(this.fibres, depths);
    this.table = new StateTable(options.stateHashing ? options.tableSlots : 1);
    this.summaries = new Summaries(this.fibres);
    this.possible = new Int32Array(depths);
    this.backtrack = new Int32Array(depths);
    this.asleep = new Int32Array(depths);
    this.asleepAtFirst = new Int32Array(depths);
    this.explored = new Int32Array(depths);
    this.backTo = new Float64Array(depths);
    this.footprints = new Int32Array(depths * CHOICES * 4);
    this.below = new Int32Array(depths * this.fibres * 4);
    this.keys = new Int32Array(depths * 2);
    this.cut = new Uint8Array(depths);
    this.preempted = new Int32Array(depths);
    this.maskBefore = new Int32Array(depths);
    this.numberBefore = new Int32Array(depths);
  }

  *explore(): Generator<Progress, SearchReport> {
    const { machine } = this;
    machine.reset();
    let failure = this.enter(0, 0) ? undefined : this.leaf();
    let nextSlice = STEPS_OF_A_SLICE;
    while (this.depth >= 0 && failure === undefined) {
      const choice = this.nextChoice();
      if (choice < 0) {
        this.leave();
        continue;
      }
      if (machine.steps !== this.depth) this.goBack();
      failure = this.advance(choice);
      if (machine.totalSteps < nextSlice) continue;
      nextSlice = machine.totalSteps + STEPS_OF_A_SLICE;
      yield { runs: this.runs, steps: machine.totalSteps };
      if (machine.totalSteps < this.options.mostSteps) continue;
      this.incomplete = 'too many steps';
      break;
    }
    return this.report(failure);
  }

  private report(failure: Failure | undefined): SearchReport {
    const found = failure && { failure, schedule: this.log.schedule(this.depth) };
    const incomplete = found ? 'a failure was found' : this.incomplete;
    return {
      found,
      isComplete: incomplete === undefined,
      incomplete,
      runs: this.runs,
      steps: this.machine.totalSteps,
      states: this.table.size,
      races: [...this.races.values()],
    };
  }

  /** Puts the machine back into the state of the present depth. */
  private goBack(): void {
    const { machine, log, depth } = this;
    machine.reset();
    for (let i = 0; i < depth; i++) machine.step(log.choiceAt(i));
  }

  /** Makes a step; answers a failure, if there is one. */
  private advance(choice: number): Failure | undefined {
    const { machine, log, depth } = this;
    machine.step(choice);
    const races = log.add(depth, choice, machine);
    if (this.options.partialOrder) for (const race of races) this.reverse(race, depth);
    this.noteBelow(depth);
    const asleep = this.sleepersAfter(depth);
    this.explored[depth] = (this.explored[depth] as number) | (1 << choice);
    this.depth++;
    const goesOn = this.enter(asleep, this.preemptionsAfter(depth, choice));
    this.tryWhatWasTaken(depth);
    if (goesOn) return undefined;
    const failure = this.leaf();
    if (failure === undefined) this.leaveLeaf();
    return failure;
  }

  /** Sets up the state that was reached; answers false if nothing is to be explored from it. */
  private enter(asleep: number, preempted: number): boolean {
    const { machine, depth } = this;
    this.isBack = false;
    this.explored[depth] = 0;
    this.backTo[depth] = Infinity;
    this.below.fill(0, depth * this.fibres * 4, (depth + 1) * this.fibres * 4);
    this.cut[depth] = 0;
    this.preempted[depth] = preempted;
    this.asleep[depth] = this.asleepAtFirst[depth] = asleep;
    const choices = machine.choices();
    this.possible[depth] = choices;
    this.backtrack[depth] = 0;
    if (withoutSpurious(choices) === 0 || depth >= this.options.longestRun) return false;
    if (this.options.stateHashing && this.wasExplored()) return false;
    const first = this.firstFibre(choices & ~asleep);
    this.backtrack[depth] = this.options.partialOrder ? first : -1;
    return true;
  }

  /**
   * The fibre that made the last step if it can go on, so that runs have few switches; else the first that can. Sleepers
   * come last: a deadline may become possible only when the others can do no more, so that what a sleeper can do now
   * need not be all.
   */
  private firstFibre(choices: number): number {
    if (choices === 0) return 0;
    const from = runsOf(choices) !== 0 ? runsOf(choices) : choices;
    const last = this.depth > 0 ? this.log.fibreAt(this.depth - 1) : 0;
    if ((from & choicesOf(last)) !== 0) return 1 << last;
    for (let fibre = 0; ; fibre++) if ((from & choicesOf(fibre)) !== 0) return 1 << fibre;
  }

  /** Whether the state was explored before, with no more choices asleep than now. */
  private wasExplored(): boolean {
    const { machine, depth } = this;
    let [low, high] = [machine.hashLow(), machine.hashHigh()];
    if (this.options.preemptions !== undefined) {
      const used = (this.preempted[depth] as number) * 64 + (depth > 0 ? this.log.fibreAt(depth - 1) : 63);
      low ^= Math.imul(used + 1, 0x9e3779b1);
      high ^= Math.imul(used + 1, 0x85ebca6b);
    }
    this.keys[2 * depth] = low;
    this.keys[2 * depth + 1] = high;
    const at = this.table.find(low, high);
    const mask = at < 0 ? -1 : this.table.maskAt(at);
    const number = at < 0 ? 0 : this.table.numberAt(at);
    this.maskBefore[depth] = mask;
    this.numberBefore[depth] = number;
    if (at < 0 || (mask & ~(this.asleep[depth] as number)) !== 0) {
      this.table.put(low, high, this.asleep[depth] as number, IN_THIS_RUN + depth);
      return false;
    }
    if (number >= IN_THIS_RUN) this.closeCycle(number - IN_THIS_RUN);
    else this.useSummary(this.summaries.at(number));
    return true;
  }

  /**
   * The run has come back to a state of its own. What is below that one is not known yet, so that everything may be; and
   * a choice that was put off there must not be put off round after round.
   */
  private closeCycle(depth: number): void {
    this.isBack = true;
    this.backTo[this.depth] = depth;
    this.backtrack[depth] = -1;
    this.useSummary(this.summaries.at(0));
  }

  /** What happens below the state has happened here too: the races with the steps that led here. */
  private useSummary(summary: Int32Array): void {
    const { depth, fibres, log } = this;
    const at = depth * fibres * 4;
    for (let i = 0; i < fibres * 4; i++) this.below[at + i] = summary[i] as number;
    if (!this.options.partialOrder) return;
    for (let fibre = 0; fibre < fibres; fibre++) {
      log.eachUnordered(depth, fibre, summary, fibre * 4, (step) => this.tryBefore(step, fibre));
    }
  }

  /**
   * A step can take a choice from another fibre: a notify ends a sleep that could have ended by itself. That choice is
   * never made below, where its conflict would be seen, so it has to be tried before the step.
   */
  private tryWhatWasTaken(depth: number): void {
    const { machine } = this;
    if (machine.failure !== undefined) return;
    const taken =
      (this.possible[depth] as number) &
      ~(this.possible[depth + 1] as number) &
      ~choicesOf(this.log.fibreAt(depth));
    for (let open = taken; open !== 0; open &= open - 1) {
      this.tryBefore(depth, fibreOf(lowestOf(open)));
    }
  }

  /** Sees to it that the step `race` is also tried after step `depth`, which races with it. */
  private reverse(race: number, depth: number): void {
    const planned = this.backtrack[race] as number;
    if (planned === -1) return;
    const initials = this.log.initials(race, depth);
    if ((planned & initials) !== 0) return;
    const possible = fibresOf(this.possible[race] as number) & initials;
    // With no initial that can run there, something keeps the other order away that clocks do not tell: try everything.
    this.backtrack[race] = possible === 0 ? -1 : planned | (possible & -possible);
  }

  /** Tries the fibre before that step too. If it was explored further up already, anybody may have to come before it. */
  private tryBefore(depth: number, fibre: number): void {
    const choices = choicesOf(fibre);
    const isPossible = ((this.possible[depth] as number) & choices) !== 0;
    const wasAsleep = ((this.asleepAtFirst[depth] as number) & choices) !== 0;
    this.backtrack[depth] = (this.backtrack[depth] as number) | (isPossible && !wasAsleep ? 1 << fibre : -1);
  }

  /** The next choice to explore at the present depth, or -1. */
  private nextChoice(): number {
    const { depth } = this;
    let open =
      (this.possible[depth] as number) & ~(this.asleep[depth] as number) & ~(this.explored[depth] as number);
    const fibres = this.backtrack[depth] as number;
    while (open !== 0) {
      const choice = lowestOf(open);
      const fibre = fibreOf(choice);
      if ((fibres & (1 << fibre)) !== 0 && this.isWithinBound(depth, choice)) return choice;
      open &= open - 1;
    }
    return -1;
  }

  private isWithinBound(depth: number, choice: number): boolean {
    const { preemptions } = this.options;
    return preemptions === undefined || this.preemptionsAfter(depth, choice) <= preemptions;
  }

  private preemptionsAfter(depth: number, choice: number): number {
    const before = this.preempted[depth] as number;
    if (depth === 0) return before;
    const last = this.log.fibreAt(depth - 1);
    const couldGoOn = ((this.possible[depth] as number) & (1 << (last * WAYS))) !== 0;
    return couldGoOn && fibreOf(choice) !== last ? before + 1 : before;
  }

  /** The choices that stay asleep after the last step: those that it is independent of. */
  private sleepersAfter(depth: number): number {
    const { machine, footprints } = this;
    let stay = 0;
    for (let open = this.asleep[depth] as number; open !== 0; open &= open - 1) {
      const choice = lowestOf(open);
      const fibre = fibreOf(choice);
      const at = (depth * CHOICES + choice) * 4;
      if (fibre === machine.fibre || (machine.woken & (1 << fibre)) !== 0) continue;
      if (this.log.conflicts(depth, footprints, at)) continue;
      stay |= 1 << choice;
      footprints.copyWithin(at + CHOICES * 4, at, at + 4);
    }
    return stay;
  }

  /**
   * The choice has been explored from here. It stays out of the sleep set if it led back to this state or further: what
   * comes after it is then not explored yet.
   */
  private fallAsleep(depth: number): void {
    if ((this.backTo[depth + 1] as number) <= depth) return;
    const choice = this.log.choiceAt(depth);
    this.log.copyFootprint(depth, this.footprints, (depth * CHOICES + choice) * 4);
    this.asleep[depth] = (this.asleep[depth] as number) | (1 << choice);
  }

  private noteBelow(depth: number): void {
    const at = (depth * this.fibres + this.machine.fibre) * 4;
    this.log.joinFootprint(depth, this.below, at);
  }

  /** All from the present state is explored: remembers it, and goes up. */
  private leave(): void {
    if (this.options.stateHashing) this.remember(this.depth);
    this.leaveLeaf();
  }

  private remember(depth: number): void {
    const [low, high] = [this.keys[2 * depth] as number, this.keys[2 * depth + 1] as number];
    const [mask, number] = [this.maskBefore[depth] as number, this.numberBefore[depth] as number];
    if (number >= IN_THIS_RUN) {
      this.table.put(low, high, mask, number);
    } else if (this.cut[depth] !== 0) {
      // Not explored in full: to be explored again wherever it turns up.
      this.table.put(low, high, -1, 0);
    } else {
      const summary = this.summaries.numberOf(this.below, depth * this.fibres * 4);
      this.table.put(low, high, (this.asleepAtFirst[depth] as number) & mask, summary);
    }
  }

  /** Goes up; what happens below the present state happens below the one above. */
  private leaveLeaf(): void {
    const { depth, below, fibres } = this;
    this.depth--;
    if (depth === 0) return;
    const width = fibres * 4;
    for (let i = 0; i < width; i++) {
      const above = (depth - 1) * width + i;
      below[above] = (below[above] as number) | (below[depth * width + i] as number);
    }
    if (this.cut[depth] !== 0) this.cut[depth - 1] = 1;
    this.backTo[depth - 1] = Math.min(this.backTo[depth - 1] as number, this.backTo[depth] as number);
    if (this.options.sleepSets) this.fallAsleep(depth - 1);
  }

  /** A state from which nothing is explored: an end, a failure, a known state, or a run that is too long. */
  private leaf(): Failure | undefined {
    const { machine, depth } = this;
    this.runs++;
    const race = this.lookForRaces();
    if (machine.failure !== undefined) return machine.failure;
    if (race !== undefined && this.options.racesAreFailures) return { kind: 'race', message: race.message };
    if (withoutSpurious(this.possible[depth] as number) === 0) return failureAtEnd(machine);
    if (this.isBack) return livelockFrom(machine, this.options.longestRun);
    if (depth < this.options.longestRun) return undefined;
    this.cut[depth] = 1;
    this.incomplete = 'a run was too long';
    return failureOfLongRun(machine, this.options.longestRun);
  }

  private lookForRaces(): Race | undefined {
    const race = findRace(this.log, this.depth, this.machine);
    if (race !== undefined && !this.races.has(race.between)) this.races.set(race.between, race);
    return race;
  }
}
