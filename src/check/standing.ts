import type { ModelReport } from './model-report.ts';

/** How a model stands: what every report of a check agrees on, from its exit code to its colours. */
export type Standing =
  | 'as-expected'
  /** A property is violated, or an expectation is missed. */
  | 'not-as-expected'
  /** Nothing speaks against it, but too little was searched to say more. */
  | 'incomplete'
  /** There is no verdict: an error in the specification, of the tools, or no time. */
  | 'did-not-run'
  | 'interrupted';

export function standingOf(report: ModelReport): Standing {
  const { verdict, grade, task } = report;
  switch (verdict.kind) {
    case 'cancelled':
      return verdict.reason === 'interrupted' ? 'interrupted' : 'did-not-run';
    case 'spec-error':
    case 'tool-error':
      return 'did-not-run';
    case 'holds-within':
    case 'holds':
    case 'violated':
      if (!grade.asExpected) return grade.open ? 'incomplete' : 'not-as-expected';
      if (checkedNothing(report)) return 'incomplete';
      return task.expected || verdict.kind !== 'holds-within' ? 'as-expected' : 'incomplete';
  }
}

/** Whether TLC was given nothing to check: then "no error" says nothing. A model may be there for its state graph alone. */
export const checkedNothing = ({ verdict, properties, deadlockChecked, task }: ModelReport): boolean =>
  (verdict.kind === 'holds' || verdict.kind === 'holds-within') &&
  properties.length === 0 &&
  !deadlockChecked &&
  task.expected?.walk === undefined &&
  task.expected?.coverage === undefined;
