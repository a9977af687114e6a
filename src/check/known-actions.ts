import { actionSignature, type SourceLocation, type TlaValue } from '../trace/index.ts';
import type { Question } from './explain-module.ts';
import type { Answers } from './read-answers.ts';

/** An action of the specification, with the values that its parameters can take where they are known. */
export interface KnownAction {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly samples: readonly TlaValue[] }[];
  /** Where disjuncts of it stand that are in no operator but the next-state relation itself; missing where there are none. */
  readonly unnamedAt?: readonly SourceLocation[];
}

interface Draft {
  readonly name: string;
  readonly parameters: { readonly name: string; readonly samples: TlaValue[] }[];
  unnamedAt?: readonly SourceLocation[];
}

/** Disjuncts of one name and the same parameters are one action: what the driver has to perform. */
export function knownActions(
  questions: readonly Question[],
  answers: Pick<Answers, 'ranges'>,
): KnownAction[] {
  const actions = new Map<string, Draft>();
  questions.forEach(({ name, parameters, unnamedAt }, question) => {
    const signature = actionSignature(name, parameters);
    const known: Draft = actions.get(signature) ?? {
      name,
      parameters: parameters.map((parameter) => ({ name: parameter.name, samples: [] })),
    };
    actions.set(signature, known);
    if (unnamedAt) known.unnamedAt = [...(known.unnamedAt ?? []), unnamedAt];
    known.parameters.forEach((parameter, i) => {
      const range = answers.ranges.find((found) => found.question === question && found.parameter === i);
      parameter.samples.push(...(range?.values ?? []));
    });
  });
  return [...actions.values()];
}
