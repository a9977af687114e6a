import {
  asCompared,
  comparedText,
  traceStates,
  type Comparison,
  type Outcomes,
  type State,
  type Trace,
  type TraceChoices,
} from '../trace/index.ts';
import type { SuiteInput, SuiteTraceInput } from './suite-input.ts';

/** Of how many other outcomes of a step the states are kept. */
const KEPT_OTHERS = 20;

/**
 * A suite as its driver sees it: traces without the variables that are ignored, and no choice where all outcomes are compared as
 * equal. Walks stay as they are: their graph is the model's, and their file says what is not compared.
 */
export function projectSuite(input: SuiteInput): SuiteInput {
  const { comparison = {} } = input;
  return { ...input, traces: input.traces.map((trace) => projectTrace(trace, comparison)) };
}

function projectTrace(input: SuiteTraceInput, comparison: Comparison): SuiteTraceInput {
  const { trace, choices } = input;
  return {
    ...input,
    trace: {
      ...trace,
      initial: withoutIgnored(trace.initial, comparison),
      steps: trace.steps.map((step) => ({ ...step, state: withoutIgnored(step.state, comparison) })),
    },
    choices: projectChoices(choices, trace, comparison),
  };
}

function projectChoices(choices: TraceChoices, trace: Trace, comparison: Comparison): TraceChoices {
  const states = traceStates(trace);
  const afters = trace.end.kind === 'lasso' ? [...states, states[trace.end.backTo]!] : states;
  const initial = choices.initial && projectOutcomes(choices.initial, trace.initial, comparison);
  const steps = [...choices.steps].flatMap(([step, outcomes]) => {
    const projected = projectOutcomes(outcomes, afters[step + 1]!, comparison);
    return projected ? [[step, projected] as const] : [];
  });
  return { steps: new Map(steps), ...(initial && { initial }) };
}

/** The outcomes that a comparison tells apart; undefined where there is one. */
function projectOutcomes(
  { count, others }: Outcomes,
  taken: State,
  comparison: Comparison,
): Outcomes | undefined {
  const seen = new Set([comparedText(taken, comparison)]);
  const distinct = others.filter((other) => {
    const text = comparedText(other, comparison);
    return !seen.has(text) && seen.add(text);
  });
  const alike = others.length - distinct.length;
  if (count - alike === 1) return undefined;
  return {
    count: count - alike,
    others: distinct.slice(0, KEPT_OTHERS).map((other) => withoutIgnored(other, comparison)),
  };
}

const withoutIgnored = (state: State, { ignored = [] }: Comparison): State => asCompared(state, { ignored });
