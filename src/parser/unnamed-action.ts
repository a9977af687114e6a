/** The name of a step of which nobody says what action it is: TLC in depth-first search, files of other tools. */
export const UNNAMED_ACTION = 'unnamed action';
