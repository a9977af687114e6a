import { grouped, type SearchLimit } from '../trace/index.ts';

/** A limit of a search as a phrase after "within". */
export function describeLimit(limit: SearchLimit): string {
  switch (limit.kind) {
    case 'constraint':
      return `the constraint ${limit.name}`;
    case 'symmetry':
      return `the symmetry ${limit.name}`;
    case 'view':
      return `the view ${limit.name}`;
    case 'simulation':
      return limit.traces === undefined ? 'a simulation' : `${grouped(limit.traces)} simulated behaviors`;
    case 'states-left-on-queue':
      return `an unfinished search (${grouped(limit.count)} states left on the queue)`;
  }
}
