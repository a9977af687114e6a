import type { ManifestModel, ModelTask } from '../manifest/index.ts';
import { grade, violatedNames, type Grade } from './grade.ts';
import type { ModelReport } from './model-report.ts';
import { DEADLOCK } from './narrow-config.ts';
import { partOfExpectation } from './part-of-expectation.ts';

/**
 * Judges each property of a model: TLC is asked for all of them at once, and where one is violated it is dropped and
 * TLC is asked for the others again, until it finds nothing more. So what holds is searched completely once, and each
 * violated property has the counterexample that it would have alone: TLC searches in the same order whatever it looks for,
 * and stops at the first state that shows a violation.
 * Answers with a report for each violated property, and one for all that hold.
 */
export async function checkEach(
  task: ModelTask,
  checkOne: (task: ModelTask) => Promise<ModelReport>,
): Promise<readonly ModelReport[]> {
  const { expected } = task;
  const plain = withoutViolations(task);
  const parts: ModelReport[] = [];
  let asked = plain;
  for (;;) {
    const report = await checkOne(asked);
    const left = propertiesAsked(report);
    if (asked === plain) parts.push(...notAskedFor(report, left, expected));
    const found = violatedIn(report, left);
    if (found.length === 0) return [...parts, ...ending(report, left, expected)];
    for (const name of found) {
      const alone = found.length === 1 ? report : await checkOne({ ...plain, only: [name] });
      parts.push(part(alone, [name], expected));
    }
    const rest = left.filter((name) => !found.includes(name));
    if (!isWorthARun(rest, expected)) return parts;
    asked = { ...plain, only: rest };
  }
}

/** What is expected of the properties that hold tells how big the model is. */
function withoutViolations({ expected, ...task }: ModelTask): ModelTask {
  if (expected?.expect.result !== 'each' || !expected.expect.others) return task;
  return { ...task, expected: { ...expected, expect: expected.expect.others } };
}

/** Expected violations of what the configuration does not name; a configuration that is wrong says so itself. */
function notAskedFor(
  report: ModelReport,
  asked: readonly string[],
  expected: ManifestModel | undefined,
): readonly ModelReport[] {
  if (expected?.expect.result !== 'each' || !isVerdict(report)) return [];
  return expected.expect.violated
    .filter(({ property }) => !asked.includes(property))
    .map(({ property }) => ({
      ...part(report, [property], expected),
      grade: no(`${property} is expected to be violated, but the configuration does not ask for it`),
    }));
}

const isVerdict = ({ verdict }: ModelReport): boolean =>
  verdict.kind === 'holds' || verdict.kind === 'holds-within' || verdict.kind === 'violated';

const propertiesAsked = ({ properties, deadlockChecked }: ModelReport): readonly string[] => [
  ...new Set([...properties, ...(deadlockChecked ? [DEADLOCK] : [])]),
];

const violatedIn = ({ verdict }: ModelReport, names: readonly string[]): readonly string[] =>
  verdict.kind === 'violated' ? violatedNames(verdict.violation).filter((name) => names.includes(name)) : [];

/** Deadlock alone is searched for only where the manifest speaks of it. */
function isWorthARun(rest: readonly string[], expected: ManifestModel | undefined): boolean {
  const isMeant = expected?.expect.result === 'each' && expected.expect.others !== undefined;
  return rest.some((name) => name !== DEADLOCK) || (rest.length > 0 && isMeant);
}

/** The reports that the last run gives: it found nothing more, or it could not go on. */
function ending(
  report: ModelReport,
  left: readonly string[],
  expected: ManifestModel | undefined,
): readonly ModelReport[] {
  const found = report.verdict.kind === 'holds' || report.verdict.kind === 'holds-within';
  const listed = expected?.expect.result === 'each' ? expected.expect.violated : [];
  if (!found) return [part(report, left, expected, expected)];
  const missed = listed.filter(({ property }) => left.includes(property));
  const others = left.filter((name) => listed.every(({ property }) => property !== name));
  return [
    ...missed.map(({ property }) => part(report, [property], expected)),
    ...(missed.length === 0 || isWorthARun(others, expected) ? [part(report, others, expected)] : []),
  ];
}

/** The report as one of some of the properties that it is about, compared with what is expected of those. */
function part(
  report: ModelReport,
  properties: readonly string[],
  expected: ManifestModel | undefined,
  own = expected && partOfExpectation(expected, properties),
): ModelReport {
  const { expected: _none, ...task } = report.task;
  return {
    ...report,
    task: { ...task, only: properties, ...(own && { expected: own }) },
    grade: expected && !own ? unheardOf(properties) : grade(report.verdict, own?.expect),
    properties: properties.filter((name) => name !== DEADLOCK),
    deadlockChecked: properties.includes(DEADLOCK),
  };
}

const no = (reason: string): Grade => ({ asExpected: false, open: false, reason });

const unheardOf = (properties: readonly string[]): Grade =>
  no(`the manifest does not say what is expected of ${properties.join(', ') || 'it'}`);
