import { escapeMarkup, visible } from '../trace/index.ts';
import { byModel, type CiProblem, type CiRun, type ModelReports } from './ci-run.ts';
import { pathFromRoot } from './paths.ts';
import { casesOf, type PropertyCase } from './property-cases.ts';

interface Suite {
  readonly name: string;
  readonly className: string;
  readonly seconds: number;
  readonly cases: readonly PropertyCase[];
}

/** A check in JUnit's XML, as Jenkins, GitLab and others read it: a suite a model, a case a property. */
export function* junitXml(run: CiRun): Generator<string> {
  const suites = [
    ...run.problems.map((problem) => suiteOfProblem(problem, run)),
    ...byModel(run.reports).map((reports) => suiteOfModel(reports, run)),
    ...run.notStarted.map(({ config }) =>
      oneError(pathFromRoot(config, run), 'the model', 'not started, because the check was interrupted'),
    ),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  const totals = attributes({
    name: 'tracewright check',
    tests: all.length,
    failures: count(all, 'failed'),
    errors: count(all, 'error'),
    time: seconds(suites.reduce((sum, suite) => sum + suite.seconds, 0)),
  });
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n`;
  for (const suite of suites) yield* suiteXml(suite);
  yield '</testsuites>\n';
}

function suiteOfModel(reports: ModelReports, run: CiRun): Suite {
  const name = pathFromRoot(reports[0].task.config, run);
  const milliseconds = reports.map(({ run: tlc, cachedAt }) =>
    cachedAt === undefined ? (tlc?.wallMilliseconds ?? 0) : 0,
  );
  return {
    name,
    className: classNameOf(name),
    seconds: milliseconds.reduce((sum, each) => sum + each, 0) / 1000,
    cases: reports.flatMap((report) => casesOf(report, run)),
  };
}

const suiteOfProblem = ({ file, line, message }: CiProblem, run: CiRun): Suite => {
  const path = file === undefined ? 'tracewright' : pathFromRoot(file, run);
  return oneError(path, line === undefined ? path : `${path}:${line}`, message);
};

const oneError = (name: string, of: string, message: string): Suite => ({
  name,
  className: classNameOf(name),
  seconds: 0,
  cases: [{ name: visible(of), outcome: 'error', message: visible(message) }],
});

/** `specs/cell.MCCell`: what stands before the last dot is a package for those who show it. */
const classNameOf = (config: string): string => config.replace(/\.cfg$/, '').replace(/\/(?=[^/]*$)/, '.');

const count = (cases: readonly PropertyCase[], outcome: PropertyCase['outcome']): number =>
  cases.filter((each) => each.outcome === outcome).length;

const seconds = (value: number): string => value.toFixed(3);

function* suiteXml({ name, className, seconds: time, cases }: Suite): Generator<string> {
  const totals = attributes({
    name,
    tests: cases.length,
    failures: count(cases, 'failed'),
    errors: count(cases, 'error'),
    skipped: count(cases, 'skipped'),
    time: seconds(time),
  });
  yield `  <testsuite${totals}>\n`;
  for (const each of cases) {
    const named = attributes({ name: each.name, classname: className });
    const content = contentOf(each);
    yield content === ''
      ? `    <testcase${named}/>\n`
      : `    <testcase${named}>\n${content}    </testcase>\n`;
  }
  yield '  </testsuite>\n';
}

function contentOf({ outcome, message = '', details = [] }: PropertyCase): string {
  const body = xmlText([message, ...details].join('\n'));
  const [firstLine = ''] = message.split('\n');
  switch (outcome) {
    case 'passed':
      return message === '' ? '' : `      <system-out>${body}</system-out>\n`;
    case 'skipped':
      return `      <skipped>${body}</skipped>\n`;
    case 'failed':
      return `      <failure${attributes({ type: 'violation', message: firstLine })}>${body}</failure>\n`;
    case 'error':
      return `      <error${attributes({ type: 'error', message: firstLine })}>${body}</error>\n`;
  }
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${attributeText(String(value))}"`)
    .join('');

const xmlText = (text: string): string => escapeMarkup(visible(text));

/** A parser makes spaces of line breaks and tabs in an attribute, unless they are references. */
const attributeText = (text: string): string =>
  xmlText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
