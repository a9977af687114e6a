import { basename } from 'node:path';
import type { ModelTask } from '../manifest/index.ts';
import type { ModuleStructure, TlcConfig, TlcOutput } from '../parser/index.ts';
import { type SourceLocation, type Trace, type TraceOrigin, type Verdict } from '../trace/index.ts';
import { readSource } from '../tlc/index.ts';
import { askNearby } from './ask-nearby.ts';
import { askWhy } from './ask-why.ts';
import type { TextAt } from './build-property.ts';
import { buildTrace } from './build-trace.ts';
import type { ExplainRequest } from './explain-request.ts';
import { explainTrace } from './explain-trace.ts';
import { definedAt } from './defined-at.ts';
import { grade, violatedNames } from './grade.ts';
import { locateError } from './locate-error.ts';
import type { SpecInterface } from './model-report.ts';
import type { NamedVerdict } from './name-property.ts';
import { inOrder, variablesOf } from './order-variables.ts';
import { readStructure } from './read-structure.ts';
import type { ModelSettings } from './settings.ts';
import { sourceText } from './source-text.ts';

/** The verdicts that a trace can belong to. */
type Traceable = Extract<Verdict, { readonly kind: 'violated' | 'spec-error' }>;

interface Traced {
  readonly verdict: Verdict;
  readonly interface?: SpecInterface;
  readonly unexplained?: true;
  readonly violatedAt?: SourceLocation;
}

/**
 * The verdict with the counterexample that TLC printed for it, its variables in order and its actions explained, as far
 * as the settings want that.
 */
export async function attachTrace(
  { verdict, output, finding }: NamedVerdict,
  task: ModelTask,
  config: TlcConfig,
  settings: ModelSettings,
): Promise<Traced> {
  const raw = output.traces[finding?.trace ?? 0];
  if (!raw || (verdict.kind !== 'violated' && verdict.kind !== 'spec-error')) return { verdict };
  const origin = originOf(task, output, settings);
  if (!isToBeExplained(verdict, task, settings)) {
    const bare = buildTrace(raw, origin);
    return { verdict: bare ? { ...verdict, trace: bare } : verdict, unexplained: true };
  }
  const structure = await readStructure(task, settings);
  const trace = buildTrace(raw, origin, structure.ok ? structure.value : undefined);
  if (!trace) return { verdict };
  if (!structure.ok) {
    const notes = [`arguments of actions are unknown: ${structure.error}`];
    return { verdict: { ...verdict, trace: { ...trace, notes } } };
  }
  const variables = variablesIn(structure.value, trace);
  const { folder, module } = task;
  const request = { folder, module, config, structure: structure.value, settings };
  const explained = await explainTrace(inOrder(trace, variables), request);
  const place = finding && isUnplaced(verdict) ? await locateError(finding, trace, request) : undefined;
  return {
    ...violatedPlace(verdict, structure.value),
    verdict: {
      ...(place ? withPlace(verdict, place, output) : verdict),
      trace: await withNearby(await withWhy(explained.trace, verdict, request, output), request),
    },
    interface: { variables, actions: explained.actions },
  };
}

/** Where the property that is violated, or the first of several, is defined. */
function violatedPlace(verdict: Traceable, structure: ModuleStructure): Pick<Traced, 'violatedAt'> {
  const name = verdict.kind === 'violated' ? violatedNames(verdict.violation)[0] : undefined;
  const place = name === undefined ? undefined : definedAt(name, structure);
  return place ? { violatedAt: place } : {};
}

/** The trace with what TLC says of the parts of the violated property, if that is wanted. */
async function withWhy(
  trace: Trace,
  verdict: Traceable,
  request: ExplainRequest,
  output: TlcOutput,
): Promise<Trace> {
  if (!request.settings.why || verdict.kind !== 'violated') return trace;
  const why = await askWhy(verdict.violation, trace, request, sourceReader(output));
  return why ? { ...trace, why } : trace;
}

/** The trace with what else was possible in its states and near them, if that is wanted. */
async function withNearby(trace: Trace, request: ExplainRequest): Promise<Trace> {
  const { nearby: stateLimit = 0 } = request.settings;
  if (stateLimit === 0) return trace;
  const nearby = await askNearby(trace, stateLimit, request);
  if (nearby.ok) {
    const { graph, stopped } = nearby.value;
    const note = `what else was possible is not known of all states: ${stopped}`;
    return { ...trace, nearby: graph, notes: stopped === undefined ? trace.notes : [...trace.notes, note] };
  }
  return { ...trace, notes: [...trace.notes, `what else was possible is not known: ${nearby.error}`] };
}

/** Reads what stands at a place, in the files that TLC read. */
function sourceReader({ modules }: TlcOutput): TextAt {
  const texts = new Map<string, string | undefined>();
  return (location) => {
    const file = modules.get(location.module);
    if (file === undefined) return undefined;
    if (!texts.has(file)) texts.set(file, readSource(file));
    const text = texts.get(file);
    return text === undefined ? undefined : sourceText(text, location);
  };
}

/** What has no place yet gets one by its explanation. */
const isToBeExplained = (verdict: Traceable, { expected }: ModelTask, { explain }: ModelSettings): boolean =>
  explain !== 'none' &&
  (explain !== 'unexpected' || isUnplaced(verdict) || !grade(verdict, expected?.expect).asExpected);

/** Whether the evaluation of something failed, and it is not known where. */
function isUnplaced(verdict: Traceable): boolean {
  if (verdict.kind === 'spec-error') return verdict.errors.every(({ location }) => !location);
  return verdict.violation.kind === 'assertion' && !verdict.violation.location;
}

function withPlace(verdict: Traceable, location: SourceLocation, { modules }: TlcOutput): Traceable {
  const file = modules.get(location.module);
  const at = { location, ...(file !== undefined && { file }) };
  if (verdict.kind === 'spec-error')
    return { ...verdict, errors: verdict.errors.map((error) => ({ ...error, ...at })) };
  return verdict.violation.kind === 'assertion'
    ? { ...verdict, violation: { ...verdict.violation, location } }
    : verdict;
}

const originOf = (task: ModelTask, output: TlcOutput, settings: ModelSettings): TraceOrigin => ({
  module: task.module,
  config: basename(task.config),
  tlcVersion: output.version ?? 'unknown',
  jarSha256: settings.jarSha256,
  fp: settings.fp ?? 0,
  seed: String(settings.seed ?? 1),
  workers: String(settings.workers ?? 1),
});

/** The variables that TLC prints, in the order of their declaration. */
function variablesIn(structure: ModuleStructure, trace: Trace): readonly string[] {
  const order = new Set([...variablesOf(structure), ...trace.initial.keys()]);
  return [...order].filter((name) => trace.initial.has(name));
}
