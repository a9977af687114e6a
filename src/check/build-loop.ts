import {
  nextStateDisjuncts,
  type FairnessCondition,
  type ModuleStructure,
  type NextStateDisjunct,
} from '../parser/index.ts';
import {
  printValue,
  type FairnessInLoop,
  type IdleAction,
  type LoopFacts,
  type SourceLocation,
  type TlaValue,
} from '../trace/index.ts';
import type { TextAt } from './build-property.ts';
import { instanceOf } from './label-trace.ts';
import type { LoopAnswer, WhyAnswers } from './read-why.ts';
import type { WhyQuestions } from './why-questions.ts';

/** What is known of the specification besides the answers. */
export interface LoopContext {
  readonly questions: WhyQuestions;
  /** The disjuncts that the questions about actions were made of. */
  readonly disjuncts: readonly NextStateDisjunct[];
  readonly structure: ModuleStructure;
  readonly states: readonly number[];
  readonly textAt: TextAt;
}

/** What the fairness of the specification comes to in a loop, and which actions could always be taken and never are. */
export function buildLoop(answers: WhyAnswers, context: LoopContext): LoopFacts {
  const { questions, states } = context;
  const fairness = questions.fairness.flatMap(({ condition, scopeNames }, i) =>
    instances(answers.fairness.get(i) ?? []).map(({ scope, ...found }): FairnessInLoop => ({
      kind: condition.kind,
      text: textOf(condition, context),
      ...(condition.location && { location: condition.location }),
      bindings: scopeNames.map((name, j) => ({ name, value: scope[j]! })),
      ...found,
    })),
  );
  const idle = questions.actions.flatMap((question, i) =>
    instances(answers.actions.get(i) ?? [])
      .filter(({ enabledIn, takenIn, unknown }) => {
        return unknown === undefined && takenIn.length === 0 && enabledIn.length === states.length;
      })
      .map(({ scope }): IdleAction => {
        const { location } = context.disjuncts[i]!;
        return {
          action: instanceOf({ question: i, values: scope }, questions.actions),
          ...(location && { location }),
          fairness: fairnessOf(context.disjuncts[i]!, context),
        };
      }),
  );
  return { states, fairness, idle };
}

const textOf = ({ kind, location }: FairnessCondition, { textAt }: LoopContext): string =>
  (location && textAt(location)) ?? `${kind} of an action`;

/** The fairness conditions whose action has the disjunct as one of its own. */
function fairnessOf({ location }: NextStateDisjunct, context: LoopContext): readonly string[] {
  const conditions = context.questions.fairness.filter(({ condition }) =>
    nextStateDisjuncts(context.structure, condition.action).some((own) => isSame(own.location, location)),
  );
  return [...new Set(conditions.map(({ condition }) => textOf(condition, context)))];
}

const isSame = (a: SourceLocation | undefined, b: SourceLocation | undefined): boolean =>
  a !== undefined && JSON.stringify(a) === JSON.stringify(b);

interface Instance {
  readonly scope: readonly TlaValue[];
  readonly enabledIn: readonly number[];
  readonly takenIn: readonly number[];
  readonly unknown?: string;
}

/** The answers by the values of the variables in them. */
function instances(answers: readonly LoopAnswer[]): readonly Instance[] {
  const groups = new Map<string, LoopAnswer[]>();
  for (const answer of answers) {
    const key = answer.scope.map(printValue).join(', ');
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  return [...groups.values()].map((group) => {
    const statesOf = (what: LoopAnswer['what']): readonly number[] => {
      const own = group.filter((answer) => answer.what === what && answer.said === 'TRUE');
      return [...new Set(own.map(({ state }) => state))].sort((a, b) => a - b);
    };
    const failed = group.find(({ said }) => said.startsWith('!'));
    return {
      scope: group[0]!.scope,
      enabledIn: statesOf('enabled'),
      takenIn: statesOf('taken'),
      ...(failed && { unknown: failed.said.slice(1) }),
    };
  });
}
