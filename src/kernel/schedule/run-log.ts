import type { Machine } from './machine.ts';
import type { PlainAccess } from './cells.ts';

const MASKS = 4;

/**
 * The steps of one run, with what each read and wrote, and for each the steps that must come before it (a vector clock:
 * for each fibre, how many steps of the run up to the last one of that fibre that comes before).
 */
export class RunLog {
  readonly fibres: number;
  private readonly choices: Uint8Array;
  private readonly actors: Uint8Array;
  private readonly wakes: Int32Array;
  private readonly masks: Int32Array;
  private readonly clocks: Int32Array;
  private readonly operations: Uint8Array;
  private readonly words: Int32Array;
  private readonly racing: number[] = [];
  private readonly reversed: number[] = [];
  private readonly plain: (readonly PlainAccess[] | undefined)[] = [];

  constructor(fibres: number, longest: number) {
    this.fibres = fibres;
    this.choices = new Uint8Array(longest);
    this.actors = new Uint8Array(longest);
    this.wakes = new Int32Array(longest);
    this.masks = new Int32Array(longest * MASKS);
    this.clocks = new Int32Array(longest * fibres);
    this.operations = new Uint8Array(longest);
    this.words = new Int32Array(longest);
  }

  choiceAt(step: number): number {
    return this.choices[step] as number;
  }

  fibreAt(step: number): number {
    return this.actors[step] as number;
  }

  operationAt(step: number): number {
    return this.operations[step] as number;
  }

  wordAt(step: number): number {
    return this.words[step] as number;
  }

  /** Bit mask of the fibres that the step woke. */
  wokenAt(step: number): number {
    return this.wakes[step] as number;
  }

  /** Whether the step wrote a cell or a queue. */
  isWrite(step: number): boolean {
    return this.masks[step * MASKS + 2] !== 0 || this.masks[step * MASKS + 3] !== 0;
  }

  /** The plain accesses of the step. */
  accessesAt(step: number): readonly PlainAccess[] {
    return this.plain[step] ?? [];
  }

  /** The choices of the first `length` steps. */
  schedule(length: number): number[] {
    return [...this.choices.subarray(0, length)];
  }

  /**
   * Notes the machine's last step as number `step`. Answers the steps that it races with: it depends on them, and nothing
   * in between orders the two, so that the other order has to be explored too. The list is used again by the next call.
   */
  add(step: number, choice: number, machine: Machine): readonly number[] {
    const { fibre } = machine;
    this.choices[step] = choice;
    this.actors[step] = fibre;
    this.wakes[step] = machine.woken;
    this.operations[step] = machine.operation;
    this.words[step] = machine.word;
    this.plain[step] = machine.plainAccesses;
    const at = step * MASKS;
    this.masks[at] = machine.read0;
    this.masks[at + 1] = machine.read1;
    this.masks[at + 2] = machine.write0;
    this.masks[at + 3] = machine.write1;
    return this.order(step, fibre);
  }

  /** Computes the clock of a step from the top of the run down; answers as `add` does. */
  private order(step: number, fibre: number): readonly number[] {
    const { fibres, clocks, actors } = this;
    const own = step * fibres;
    clocks.fill(0, own, own + fibres);
    clocks[own + fibre] = step + 1;
    this.racing.length = 0;
    let isOwnKnown = false;
    for (let i = step - 1; i >= 0; i--) {
      const other = actors[i] as number;
      if (other === fibre) {
        if (!isOwnKnown) this.joinClock(own, i);
        isOwnKnown = true;
        continue;
      }
      if ((clocks[own + other] as number) > i) continue;
      if (!isOwnKnown && ((this.wakes[i] as number) & (1 << fibre)) !== 0) this.joinClock(own, i);
      else if (this.conflicts(i, this.masks, step * MASKS)) {
        this.racing.push(i);
        this.joinClock(own, i);
      }
    }
    clocks[own + fibre] = step + 1;
    return this.racing;
  }

  /**
   * The fibres with which a run can begin that makes the steps after `race` which do not depend on it, and then step `step`
   * instead of it: the initials of that sequence (Abdulla and others, "Optimal Dynamic Partial Order Reduction", POPL 2014).
   */
  initials(race: number, step: number): number {
    const { actors } = this;
    let [initials, met] = [0, 0];
    this.reversed.length = 0;
    for (let i = race + 1; i <= step; i++) {
      if (i < step && this.isBefore(race, i)) continue;
      const fibre = 1 << (actors[i] as number);
      if ((met & fibre) === 0 && !this.reversed.some((earlier) => this.isBefore(earlier, i)))
        initials |= fibre;
      met |= fibre;
      this.reversed.push(i);
    }
    return initials;
  }

  private isBefore(step: number, later: number): boolean {
    return (this.clocks[later * this.fibres + (this.actors[step] as number)] as number) > step;
  }

  private joinClock(own: number, step: number): void {
    const { clocks, fibres } = this;
    const other = step * fibres;
    for (let i = 0; i < fibres; i++) {
      const value = clocks[other + i] as number;
      if (value > (clocks[own + i] as number)) clocks[own + i] = value;
    }
  }

  /** Calls back with each step below `length`, by another fibre, that conflicts with the footprint and comes before no step of the fibre. */
  eachUnordered(
    length: number,
    fibre: number,
    footprint: Int32Array,
    at: number,
    found: (step: number) => void,
  ): void {
    let own = length - 1;
    while (own >= 0 && this.actors[own] !== fibre) own--;
    for (let i = length - 1; i >= 0; i--) {
      const other = this.actors[i] as number;
      if (other === fibre || !this.conflicts(i, footprint, at)) continue;
      if (own >= 0 && (this.clocks[own * this.fibres + other] as number) > i) continue;
      found(i);
    }
  }

  /** Whether the step and the footprint touch one location, and one of them writes it. */
  conflicts(step: number, footprint: Int32Array, at: number): boolean {
    const { masks } = this;
    const own = step * MASKS;
    const [write0, write1] = [masks[own + 2] as number, masks[own + 3] as number];
    const [theirs0, theirs1] = [footprint[at + 2] as number, footprint[at + 3] as number];
    return (
      ((write0 & ((footprint[at] as number) | theirs0)) |
        (write1 & ((footprint[at + 1] as number) | theirs1)) |
        ((masks[own] as number) & theirs0) |
        ((masks[own + 1] as number) & theirs1)) !==
      0
    );
  }

  /** Copies the footprint of a step: four words. */
  copyFootprint(step: number, to: Int32Array, at: number): void {
    for (let i = 0; i < MASKS; i++) to[at + i] = this.masks[step * MASKS + i] as number;
  }

  /** Adds the footprint of a step to four words. */
  joinFootprint(step: number, to: Int32Array, at: number): void {
    for (let i = 0; i < MASKS; i++)
      to[at + i] = (to[at + i] as number) | (this.masks[step * MASKS + i] as number);
  }
}
