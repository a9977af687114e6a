import { OPERATION } from '../turns/operations.ts';
import type { PlainAccess } from './cells.ts';
import type { Machine } from './machine.ts';
import type { RunLog } from './run-log.ts';

/** Two accesses to one word that nothing orders, at least one plain and at least one a write. */
export interface Race {
  /** The names of the two fibres, as one text. */
  readonly between: string;
  readonly message: string;
}

/** An access that later ones are compared with; `time` is its fibre's own clock. */
interface Access extends Readonly<PlainAccess> {
  readonly fibre: number;
  readonly time: number;
  readonly isAtomic: boolean;
}

/**
 * The first race of a run. Order comes from the program, from atomic operations that read what another one wrote, and
 * from wait and notify: happens-before of ECMA-262, chapter "Memory Model". A race that is found is one; a run without
 * one says nothing of other runs.
 */
export function findRace(log: RunLog, length: number, machine: Machine): Race | undefined {
  if (!hasPlainAccess(log, length)) return undefined;
  const order = new HappensBefore(log.fibres);
  const seen: Access[] = [];
  for (let step = 0; step < length; step++) {
    const fibre = log.fibreAt(step);
    order.pass(log, step);
    for (const access of accessesOf(log, step)) {
      const now: Access = { ...access, fibre, time: order.timeOf(fibre) };
      const other = seen.find((earlier) => isRace(earlier, now) && !order.isBefore(earlier, fibre));
      if (other !== undefined) return describe(other, now, machine);
      seen.push(now);
    }
  }
  return undefined;
}

function hasPlainAccess(log: RunLog, length: number): boolean {
  for (let step = 0; step < length; step++) if (log.accessesAt(step).length > 0) return true;
  return false;
}

function accessesOf(log: RunLog, step: number): readonly (PlainAccess & { readonly isAtomic: boolean })[] {
  const operation = log.operationAt(step);
  if (operation === OPERATION.PLAIN)
    return log.accessesAt(step).map((access) => ({ ...access, isAtomic: false }));
  if (operation === OPERATION.WAIT || operation === OPERATION.NOTIFY) return [];
  const start = log.wordAt(step);
  return [{ start, end: start + 1, isWrite: log.isWrite(step), isAtomic: true }];
}

const isRace = (a: Access, b: Access): boolean =>
  a.fibre !== b.fibre &&
  a.start < b.end &&
  b.start < a.end &&
  (a.isWrite || b.isWrite) &&
  !(a.isAtomic && b.isAtomic);

function describe(a: Access, b: Access, machine: Machine): Race {
  const { fibres } = machine.program;
  const nameOf = ({ fibre }: Access): string => (fibres[fibre] as { readonly name: string }).name;
  const how = ({ isWrite, isAtomic }: Access): string =>
    `${isAtomic ? 'atomic' : 'plain'} ${isWrite ? 'write' : 'read'}`;
  const where = machine.nameOf(Math.max(a.start, b.start));
  return {
    between: [nameOf(a), nameOf(b)].sort().join(' and '),
    message: `nothing orders the ${how(a)} by ${nameOf(a)} and the ${how(b)} by ${nameOf(b)} of ${where}`,
  };
}

/** Vector clocks of the fibres, of what was last written to each word, and of the queues of sleepers. */
class HappensBefore {
  private readonly clocks: Int32Array[];
  private readonly released = new Map<number, Int32Array>();
  private readonly queues = new Map<number, Int32Array>();

  constructor(fibres: number) {
    this.clocks = Array.from({ length: fibres }, () => new Int32Array(fibres));
  }

  timeOf(fibre: number): number {
    return this.clock(fibre)[fibre] as number;
  }

  isBefore(access: Access, fibre: number): boolean {
    return access.time <= (this.clock(fibre)[access.fibre] as number);
  }

  pass(log: RunLog, step: number): void {
    const fibre = log.fibreAt(step);
    const operation = log.operationAt(step);
    const clock = this.clock(fibre);
    clock[fibre] = (clock[fibre] as number) + 1;
    if (operation === OPERATION.PLAIN) return;
    const word = log.wordAt(step);
    if (operation === OPERATION.WAIT || operation === OPERATION.NOTIFY) {
      join(clock, this.queues.get(word));
      this.queues.set(word, clock.slice());
      this.clocks.forEach((other, i) => (log.wokenAt(step) & (1 << i)) !== 0 && join(other, clock));
      if (operation === OPERATION.WAIT) join(clock, this.released.get(word));
      return;
    }
    if (operation !== OPERATION.STORE) join(clock, this.released.get(word));
    if (log.isWrite(step)) this.released.set(word, clock.slice());
  }

  private clock(fibre: number): Int32Array {
    return this.clocks[fibre] as Int32Array;
  }
}

function join(clock: Int32Array, other: Int32Array | undefined): void {
  if (other === undefined) return;
  for (let i = 0; i < clock.length; i++) clock[i] = Math.max(clock[i] as number, other[i] as number);
}
