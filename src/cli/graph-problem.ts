import type { StateGraphError } from '../check/index.ts';

/** Why there is no state graph; where it is too large, with what can be done about that. */
export const graphProblem = ({ code, message }: StateGraphError, whenTooLarge: string): string =>
  code === 'too-many-states' ? `${message}; ${whenTooLarge}` : message;
