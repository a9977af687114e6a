import type { ActionInstance, SourceLocation, TlaValue } from '../trace/index.ts';
import type { Question } from './explain-module.ts';

/** Whether TLC shows the actions of a question under this name and place. */
export const isShownAs = (
  { shownAs }: Question,
  name: string,
  location: SourceLocation | undefined,
): boolean =>
  shownAs.name === name &&
  (!location ||
    !shownAs.location ||
    (location.module === shownAs.location.module &&
      location.beginLine === shownAs.location.beginLine &&
      location.beginColumn === shownAs.location.beginColumn));

/** The instance of a question's action with the values of its parameters. */
export const instanceOf = ({ name, parameters }: Question, values: readonly TlaValue[]): ActionInstance => ({
  name,
  arguments: parameters.map((parameter, i) => ({ name: parameter.name, value: values[i]! })),
});
