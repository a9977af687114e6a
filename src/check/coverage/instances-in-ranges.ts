import type { ActionInstance, TlaValue } from '../../trace/index.ts';
import type { Question } from '../explain-module.ts';
import { instanceOf } from '../label-trace.ts';
import type { Answers } from '../read-answers.ts';

/** More instances of one disjunct than this are not listed: nobody reads that they were never taken. */
const MOST = 1000;

/**
 * The action instances that the quantifiers of the next-state relation range over, whether they are possible anywhere or
 * not. Of a disjunct with a parameter whose values are not a constant set, none are known.
 */
export function instancesInRanges(
  questions: readonly Question[],
  { ranges }: Pick<Answers, 'ranges'>,
): readonly ActionInstance[] {
  return questions.flatMap(({ parameters }, question) => {
    const values = parameters.map(
      (_, i) => ranges.find((range) => range.question === question && range.parameter === i)?.values ?? [],
    );
    const count = values.reduce((product, { length }) => product * length, 1);
    if (count > MOST) return [];
    return combinations(values).map((chosen) => instanceOf({ question, values: chosen }, questions));
  });
}

const combinations = (lists: readonly (readonly TlaValue[])[]): readonly (readonly TlaValue[])[] =>
  lists.reduce<readonly (readonly TlaValue[])[]>(
    (prefixes, values) => prefixes.flatMap((prefix) => values.map((value) => [...prefix, value])),
    [[]],
  );
