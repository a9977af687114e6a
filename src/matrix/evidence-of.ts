import { DEADLOCK, describeVerdict, violatedNames, type ModelReport } from '../check/index.ts';
import type { Evidence } from './matrix.ts';

/** What a report says, by property. A report without properties says something of the model as a whole: `''`. */
export function evidenceOf(report: ModelReport): readonly (readonly [string, Evidence])[] {
  const asked = [...report.properties, ...(report.deadlockChecked ? [DEADLOCK] : [])];
  const { verdict, grade, task } = report;
  const expected = task.expected?.expect;
  const wanted = expected?.result === 'violated' ? [expected.property] : asked;
  switch (verdict.kind) {
    case 'holds':
    case 'holds-within':
      // A model that is expected to be violated is not expected to show anything of its other properties.
      return asked.map((name) => [
        name,
        wanted.includes(name) ? evidence(report, verdict.kind) : asExpected(evidence(report, verdict.kind)),
      ]);
    case 'violated': {
      const names = violatedNames(verdict.violation);
      const found = names.length > 0 ? names : ['a temporal property'];
      const missing = grade.asExpected ? [] : wanted.filter((name) => !found.includes(name));
      return [
        ...found.map((name) => [name, evidence(report, 'violated')] as const),
        ...missing.map(
          (name) =>
            [name, { ...evidence(report, 'undecided'), missed: expected?.result === 'violated' }] as const,
        ),
      ];
    }
    case 'spec-error':
    case 'tool-error':
    case 'cancelled': {
      const names = wanted.length > 0 ? wanted : [''];
      const { problem: _problem, ...found } = evidence(report, 'undecided');
      // That the user stopped everything need not be told of each cell.
      const isTold = verdict.kind === 'cancelled' && verdict.reason === 'interrupted';
      const problem = isTold ? {} : { problem: describeVerdict(verdict) };
      return names.map((name) => [name, { ...found, ...problem, missed: false }]);
    }
  }
}

const asExpected = ({ problem: _problem, ...found }: Evidence): Evidence => ({ ...found, missed: false });

function evidence(report: ModelReport, outcome: Evidence['outcome']): Evidence {
  const { verdict, grade, task, run, cachedAt } = report;
  const { folder, module, config, only, expected } = task;
  const trace = outcome === 'violated' && 'trace' in verdict ? verdict.trace : undefined;
  return {
    outcome,
    model: { folder, module, config, ...(only && { only }) },
    limits: verdict.kind === 'holds-within' ? verdict.limits : [],
    ...(expected?.condition !== undefined && { condition: expected.condition }),
    ...(outcome === 'violated' && expected?.why !== undefined && { why: expected.why }),
    statistics: 'statistics' in verdict ? verdict.statistics : {},
    ...(run && { milliseconds: run.wallMilliseconds }),
    ...(cachedAt !== undefined && { cachedAt }),
    ...(trace && { trace }),
    ...(!grade.asExpected && { problem: grade.reason }),
    missed: !grade.asExpected && !grade.open,
  };
}
