import { printAction, printValue, type ActionInstance } from '../../trace/index.ts';

/** A text that two action instances share exactly when they are the same. */
export const actionKey = (action: ActionInstance): string =>
  action.arguments ? `${printAction(action, printValue)}` : `${action.name} ?`;
