import type { KnownAction, ModelReport, SpecInterface } from '../check/index.ts';
import {
  fail,
  ok,
  traceFromJson,
  traceToJson,
  valueFromJson,
  valueToJson,
  type Result,
} from '../trace/index.ts';

/** What a report says that follows from the inputs of its run: all but its task and the grade. */
export type StoredReport = Omit<ModelReport, 'task' | 'grade' | 'moduleFiles' | 'cachedAt'>;

/** A report as JSON, without loss. */
export function reportToJson(report: StoredReport): object {
  const { verdict, properties, deadlockChecked, warnings, tlcVersion, run } = report;
  return {
    verdict:
      'trace' in verdict && verdict.trace ? { ...verdict, trace: traceToJson(verdict.trace) } : verdict,
    properties,
    deadlockChecked,
    warnings,
    ...(tlcVersion !== undefined && { tlcVersion }),
    ...(run && { run }),
    ...(report.unexplained && { unexplained: true }),
    ...(report.violatedAt && { violatedAt: report.violatedAt }),
    ...(report.coverage && { coverage: report.coverage }),
    ...(report.interface && { interface: interfaceToJson(report.interface) }),
  };
}

/** The report that `reportToJson` made this of; the error says what is wrong with its trace or its values. */
export function reportFromJson(json: unknown): Result<StoredReport, string> {
  const stored = json as StoredReport;
  try {
    const known = stored.interface && { interface: interfaceFromJson(stored.interface) };
    if (!('trace' in stored.verdict)) return ok({ ...stored, ...known });
    const trace = traceFromJson(stored.verdict.trace);
    return trace.ok ? ok({ ...stored, ...known, verdict: { ...stored.verdict, trace: trace.value } }) : trace;
  } catch (error) {
    if (error instanceof TypeError) return fail(error.message);
    throw error;
  }
}

const interfaceToJson = ({ variables, actions }: SpecInterface): object => ({
  variables,
  actions: mapSamples(actions, valueToJson),
});

const interfaceFromJson = ({ variables, actions }: SpecInterface): SpecInterface => ({
  variables,
  actions: mapSamples(actions, valueFromJson) as readonly KnownAction[],
});

const mapSamples = (actions: readonly KnownAction[], map: (value: never) => unknown): readonly object[] =>
  actions.map(({ name, parameters }) => ({
    name,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      samples: parameter.samples.map((sample) => map(sample as never)),
    })),
  }));
