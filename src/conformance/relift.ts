import type { TlaValue } from '../trace/index.ts';
import { hostOf } from './host-of.ts';
import { liftValue } from './lift.ts';

/** The value as a driver shows it: with strings where the model has model values. */
export function relift(value: TlaValue): TlaValue {
  const lifted = liftValue(hostOf(value));
  if (!lifted.ok) throw new Error(lifted.error);
  return lifted.value;
}
