import { printAction, printValue, type Trace, type TraceChoices } from '../../trace/index.ts';
import type { SuiteTraceInput } from '../../codegen/index.ts';

/** What an author has to know of the choices of a trace that a driver is not told, a sentence each. */
export function choiceWarnings({ id, trace, choices, notes }: SuiteTraceInput): readonly string[] {
  const { initial } = choices;
  return [
    ...(initial
      ? [
          `${id}: the specification has ${initial.count} initial states; init() gets that of the trace, and has to begin there`,
        ]
      : []),
    ...[...stepsByAction(trace, choices)].map(([action, { steps, count }]) => {
      const where = `${steps.length === 1 ? 'step' : 'steps'} ${steps.join(', ')}`;
      return `${id}, ${where}: ${action} has ${count} outcomes there, and no parameter says which; a correct implementation may take another than the trace does, and fail`;
    }),
    ...notes.map((note) => `${id}: ${note}`),
  ];
}

interface Uses {
  /** 1-based. */
  readonly steps: readonly number[];
  /** `2`, or `2 to 5` when not all steps have as many. */
  readonly count: string;
}

function stepsByAction(trace: Trace, { steps }: TraceChoices): ReadonlyMap<string, Uses> {
  const actions = [...trace.steps, ...(trace.end.kind === 'lasso' ? [trace.end.step] : [])];
  const found = new Map<string, { steps: number[]; counts: number[] }>();
  for (const [step, { count }] of steps) {
    const name = printAction(actions[step]!.actions[0], printValue);
    const uses = found.get(name) ?? { steps: [], counts: [] };
    uses.steps.push(step + 1);
    uses.counts.push(count);
    found.set(name, uses);
  }
  return new Map(
    [...found].map(([name, { steps: numbers, counts }]) => {
      const [least, most] = [Math.min(...counts), Math.max(...counts)];
      return [name, { steps: numbers, count: least === most ? `${least}` : `${least} to ${most}` }];
    }),
  );
}
