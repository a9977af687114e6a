import type { WalkSet } from '../../trace/index.ts';

type Compared = Pick<WalkSet, 'variables' | 'ignored' | 'unordered'>;

/** A sentence of the certificate: which variables were compared, and how. */
export function whatWasCompared({ variables, ignored = [], unordered = [] }: Compared): string {
  const [total, count] = [variables.length, variables.length - ignored.length];
  const which =
    ignored.length > 0
      ? `${count} of ${total} variables ${count === 1 ? 'was' : 'were'}`
      : total === 1
        ? 'the variable was'
        : `all ${total} variables were`;
  const not = ignored.length > 0 ? ` (not ${named(ignored)})` : '';
  const how = unordered.length > 0 ? `, ${named(unordered)} without ${itsOrder(unordered)}` : '';
  return `${which} compared after every step and every refusal${not}${how}`;
}

/** The condition that this puts on what the certificate concludes; nothing where all was compared. */
export function whatWasLeftOut({ ignored = [], unordered = [] }: Compared): string {
  const parts = [...ignored, ...(unordered.length > 0 ? [`the order of ${named(unordered)}`] : [])];
  return parts.length > 0 ? `, but for ${named(parts)}` : '';
}

const itsOrder = (names: readonly string[]): string => (names.length === 1 ? 'its order' : 'their order');

/** `a`, `a and b`, `a, b and c`. */
const named = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
