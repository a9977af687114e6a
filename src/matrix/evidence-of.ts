import { DEADLOCK, describeVerdict, violatedNames, type ModelReport } from '../check/index.ts';
import type { Evidence } from './matrix.ts';

type Said = readonly (readonly [property: string, evidence: Evidence])[];

/** What a report says, by property. A report without properties says something of the model as a whole: `''`. */
export function evidenceOf(report: ModelReport): Said {
  const { verdict } = report;
  switch (verdict.kind) {
    case 'holds':
    case 'holds-within':
      return ofHolding(report, verdict.kind);
    case 'violated':
      return ofViolated(report, violatedNames(verdict.violation));
    case 'spec-error':
    case 'tool-error':
    case 'cancelled':
      return ofNoVerdict(report);
  }
}

const asked = ({ properties, deadlockChecked }: ModelReport): readonly string[] => [
  ...properties,
  ...(deadlockChecked ? [DEADLOCK] : []),
];

/** What the model is there to show: a model that is expected to be violated need not show anything of other properties. */
function wanted(report: ModelReport): readonly string[] {
  const expected = report.task.expected?.expect;
  return expected?.result === 'violated' ? [expected.property] : asked(report);
}

function ofHolding(report: ModelReport, outcome: 'holds' | 'holds-within'): Said {
  const names = asked(report);
  const meant = wanted(report);
  const found = evidence(report, outcome);
  const { problem: _problem, ...besides } = { ...found, missed: false };
  return [
    ...names.map((name) => [name, meant.includes(name) ? found : besides] as const),
    ...missing(report, names),
  ];
}

const ofViolated = (report: ModelReport, names: readonly string[]): Said => [
  ...names.map((name) => [name, evidence(report, 'violated')] as const),
  ...missing(report, names),
];

/** What the model is there to show and does not; nothing if all is as expected. */
function missing(report: ModelReport, found: readonly string[]): Said {
  if (report.grade.asExpected) return [];
  const isViolation = report.task.expected?.expect.result === 'violated';
  // A property that is to hold may still do so; one that is to be violated is missed.
  const undecided = evidence(report, 'undecided');
  const missed = undecided.missed && isViolation;
  return wanted(report)
    .filter((name) => !found.includes(name))
    .map((name) => [name, { ...undecided, missed }] as const);
}

function ofNoVerdict(report: ModelReport): Said {
  const { verdict } = report;
  const { problem: _problem, ...found } = evidence(report, 'undecided');
  // That the user stopped everything need not be told of each cell.
  const isTold = verdict.kind === 'cancelled' && verdict.reason === 'interrupted';
  const said = { ...found, ...(!isTold && { problem: describeVerdict(verdict) }), missed: false };
  const names = wanted(report);
  return (names.length > 0 ? names : ['']).map((name) => [name, said] as const);
}

function evidence(report: ModelReport, outcome: Evidence['outcome']): Evidence {
  const { verdict, grade, task, run, cachedAt } = report;
  const { folder, module, config, only } = task;
  const trace = outcome === 'violated' && 'trace' in verdict ? verdict.trace : undefined;
  return {
    outcome,
    model: { folder, module, config, ...(only && { only }) },
    limits: verdict.kind === 'holds-within' ? verdict.limits : [],
    ...remarks(report, outcome),
    statistics: 'statistics' in verdict ? verdict.statistics : {},
    ...(run && { milliseconds: run.wallMilliseconds }),
    ...(cachedAt !== undefined && { cachedAt }),
    ...(trace && { trace }),
    ...(!grade.asExpected && { problem: grade.reason }),
    missed: !grade.asExpected && !grade.open,
  };
}

/** What the manifest says in words. */
function remarks({ task: { expected } }: ModelReport, outcome: Evidence['outcome']) {
  const { condition, why } = expected ?? {};
  return {
    ...(condition !== undefined && { condition }),
    ...(outcome === 'violated' && why !== undefined && { why }),
  };
}
