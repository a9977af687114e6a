import { printValue, type SourceLocation, type SpecError, type State } from '../../../src/trace/index.ts';
import { parseSanyText, type RawTrace, type StateHeader, type TlcOutput } from '../../../src/parser/index.ts';

/** A form of the facts that a person can review: states as TLA+ text, places as `Module 6:10-6:68`. */
export function summarize(output: TlcOutput): unknown {
  const sany = parseSanyText(output.sanyText, output.modules);
  return {
    ...output,
    messages: output.messages.map(({ code, severity }) => `${code}:${severity}`),
    modules: Object.fromEntries(output.modules),
    sanyText: output.sanyText.filter((line) => line !== '').length,
    sany: { errors: sany.errors.map(error), warnings: sany.warnings.map(error), other: sany.other },
    findings: output.findings.map(({ location, ...finding }) => ({
      ...finding,
      ...(location && { location: place(location) }),
    })),
    errorStack: output.errorStack.map(place),
    coverage: output.coverage.map((entry) => ({ ...entry, location: place(entry.location) })),
    expressionCoverage: output.expressionCoverage.map(
      ({ location, count }) => `${place(location)}: ${count}`,
    ),
    traces: output.traces.map(trace),
  };
}

const place = (location: SourceLocation): string =>
  `${location.module} ${location.beginLine}:${location.beginColumn}-${location.endLine}:${location.endColumn}`;

const header = ({ name, arguments: values, location }: StateHeader): string => {
  const operands = values ? `(${values.map(printValue).join(', ')})` : '';
  return `${name}${operands}${location ? ` @ ${place(location)}` : ''}`;
};

const state = (variables: State): unknown =>
  Object.fromEntries([...variables].map(([name, value]) => [name, printValue(value)]));

const trace = ({ states, end, finding }: RawTrace): unknown => ({
  finding,
  states: states.map((entry) => ({
    number: entry.number,
    header: header(entry.header),
    state: state(entry.state),
    ...(entry.unassigned.length > 0 && { unassigned: entry.unassigned }),
  })),
  end: end.kind === 'backTo' ? `back to ${end.number} by ${header(end.header)}` : end.kind,
});

const error = ({ message, file, location }: SpecError): unknown => ({
  message,
  file,
  ...(location && { location: place(location) }),
});
