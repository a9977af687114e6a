import { printValue, traceEvents, visible, type State, type Trace, type TraceEvent } from '../trace/index.ts';
import type { CiRun } from './ci-run.ts';
import { findingsOf, type Finding, type Rule } from './findings.ts';
import { inModule, rootModule, type FilePlace } from './place.ts';
import { uriOf } from './paths.ts';

/** GitHub takes no more locations in a result than these; a longer trace loses steps in its middle. */
const MOST_STEPS = 10_000;

/** What each rule means, for those who have not seen it before. */
const RULES: Readonly<Record<Rule, string>> = {
  'invariant-violated': 'An invariant is false in a state that the specification can reach.',
  'action-property-violated': 'A step that the specification allows violates a property.',
  'temporal-property-violated': 'A behavior of the specification violates a temporal property.',
  'deadlock-violated': 'The specification can reach a state without a next step.',
  'assumption-violated': 'An assumption of the specification is false.',
  'assertion-violated': 'An assertion (Assert) of the specification failed.',
  'postcondition-violated': 'The postcondition of the model is false.',
  'missed-expectation': 'TLC did not say what the manifest expects of the model.',
  'spec-error': 'The specification or its configuration is wrong.',
  'tool-error': 'TLC came to no verdict.',
  incomplete: 'Nothing was found, but too little was searched to say more.',
  'not-started': 'The check was stopped before this model.',
  problem: 'Something could not be checked at all.',
};

/** What became of the run itself; it is no result in a file of the project. */
const ABOUT_THE_RUN: ReadonlySet<Rule> = new Set(['tool-error', 'incomplete', 'not-started']);

/**
 * A check as SARIF 2.1.0: a result for each unexpected violation and each error, at its place, with the counterexample
 * as a code flow. What has no place in a file, and what was not searched enough, is a notification of the run.
 */
export function sarif(run: CiRun): object {
  const findings = findingsOf(run);
  const results = findings.filter(isResult);
  const used = [...new Set(results.map(({ rule }) => rule))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Tracewright',
            version: run.version,
            rules: used.map((id) => ({
              id,
              shortDescription: { text: RULES[id] },
              help: { text: RULES[id] },
              defaultConfiguration: { level: 'error' },
            })),
          },
        },
        // The columns of TLC and SANY count Java's characters.
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: run.exitCode !== 2 && run.exitCode !== 130,
            exitCode: run.exitCode,
            toolExecutionNotifications: findings
              .filter((finding) => !isResult(finding))
              .map((finding) => notification(finding, run)),
          },
        ],
        results: results.map((finding) => result(finding, used.indexOf(finding.rule), run)),
      },
    ],
  };
}

const isResult = ({ rule, place }: Finding): boolean => place !== undefined && !ABOUT_THE_RUN.has(rule);

const notification = ({ rule, level, title, details, place }: Finding, run: CiRun): object => ({
  level,
  descriptor: { id: rule },
  message: message([title, ...details].join('\n')),
  ...(place && { locations: [{ physicalLocation: physicalLocation(place, run) }] }),
});

function result(finding: Finding, ruleIndex: number, run: CiRun): object {
  const { rule, level, title, details, place, trace, identity } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: message([title, ...details].join('\n')),
    locations: place ? [{ physicalLocation: physicalLocation(place, run) }] : [],
    partialFingerprints: { 'tracewright/v1': visible(identity) },
    ...(trace && { codeFlows: [codeFlow(trace, finding, run)] }),
  };
}

function codeFlow(trace: Trace, finding: Finding, run: CiRun): object {
  const steps = [
    initialStep(trace, finding, run),
    ...traceEvents(trace).map((event, i) => step(event, i, trace, finding, run)),
  ];
  const { kept, left } = middleLeftOut(steps);
  const states = trace.steps.length + 1;
  const text = `the counterexample, ${states} ${states === 1 ? 'state' : 'states'}`;
  const without = left === 0 ? '' : `; ${left} steps in the middle are left out`;
  return { message: message(`${text}${without}`), threadFlows: [{ locations: kept }] };
}

/** The beginning and the end of a list that is too long. */
function middleLeftOut<T>(list: readonly T[]): { readonly kept: readonly T[]; readonly left: number } {
  const left = Math.max(0, list.length - MOST_STEPS);
  if (left === 0) return { kept: list, left };
  const half = MOST_STEPS / 2;
  return { kept: [...list.slice(0, half), ...list.slice(-half)], left };
}

function initialStep({ initial }: Trace, { report }: Finding, run: CiRun): object {
  return {
    location: {
      ...(report && { physicalLocation: physicalLocation(rootModule(report, run), run) }),
      message: message('1. initial state'),
    },
    executionOrder: 1,
    state: stateTexts(initial, [...initial.keys()]),
  };
}

function step(
  event: TraceEvent,
  index: number,
  trace: Trace,
  { report, place }: Finding,
  run: CiRun,
): object {
  const told = trace.steps[index] ?? (trace.end.kind === 'lasso' ? trace.end.step : undefined);
  const state =
    trace.steps[index]?.state ??
    (trace.end.kind === 'lasso' ? stateAt(trace, trace.end.backTo) : trace.initial);
  const at = told?.location && report ? inModule(told.location, report, run) : place && { file: place.file };
  const also = event.alternatives.length > 0 ? ` or ${event.alternatives.join(' or ')}` : '';
  const number = event.closesLoop ? `loop, back to state ${event.state}` : String(event.state);
  const changes = event.changes.length > 0 ? event.changes.join('\n') : 'no variable changes';
  const changed = new Set(event.differences.map(({ path }) => path[0] ?? ''));
  return {
    location: {
      ...(at && { physicalLocation: physicalLocation(at, run) }),
      message: message(`${number}. ${event.title}${also}\n${changes}`),
    },
    executionOrder: index + 2,
    state: stateTexts(state, [...changed]),
  };
}

const stateAt = (trace: Trace, index: number): State =>
  index === 0 ? trace.initial : (trace.steps[index - 1]?.state ?? trace.initial);

/** The values of some variables; one that a state lacks is left out. */
const stateTexts = (state: State, names: readonly string[]): object =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = state.get(name);
      return value ? [[visible(name), message(visible(printValue(value)))]] : [];
    }),
  );

/** SARIF's columns end behind the last character, those of SANY at it. Without a region a service shows the first line. */
function physicalLocation({ file, region }: FilePlace, run: CiRun): object {
  const { beginLine, beginColumn, endLine, endColumn } = region ?? {
    beginLine: 1,
    beginColumn: 1,
    endLine: 1,
    endColumn: 0,
  };
  const isRange = endLine > beginLine || (endLine === beginLine && endColumn >= beginColumn);
  return {
    artifactLocation: { uri: uriOf(file, run) },
    region: {
      startLine: Math.max(1, beginLine),
      ...(region && { startColumn: Math.max(1, beginColumn) }),
      ...(region && isRange && { endLine: Math.max(1, endLine), endColumn: Math.max(1, endColumn + 1) }),
    },
  };
}

/**
 * A message in which nothing is a placeholder (`{0}`), an escaped brace (`{{`) or a link (`[text](address)`): a space keeps
 * those marks apart, which is the same in TLA+. What SARIF has for escapes is not undone by all who show it.
 */
const message = (text: string): { readonly text: string } => ({
  text: text
    .replace(/\{(\d+)\}/g, '{ $1 }')
    .replace(/\{(?=\{)/g, '{ ')
    .replace(/\}(?=\})/g, '} ')
    .replaceAll('](', '] ('),
});
