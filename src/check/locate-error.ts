import { printConfig, readTlcOutput, type Finding } from '../parser/index.ts';
import { runTlc } from '../tlc/index.ts';
import { traceStates, type SourceLocation, type State, type TlaValue, type Trace } from '../trace/index.ts';
import type { ExplainRequest } from './explain-request.ts';
import { definedAt } from './defined-at.ts';
import { freshPrefix } from './explain-module.ts';
import { placeOf } from './judge.ts';
import { modelConstants } from './model-values.ts';
import { timeLeft } from './settings.ts';

/** TLC's messages that an invariant could not be evaluated, and that a successor has variables without a value. */
const INVARIANT_FAILED = 2111;
const INCOMPLETE_SUCCESSOR = 2109;

/**
 * Where in the specification the evaluation of an invariant failed. TLC 2.18 says that only for initial states: so it
 * is asked again with the last state of the trace as the initial one. Where that does not help, the place is that of the
 * invariant's definition. An incomplete successor is a matter of the action that made it.
 */
export async function locateError(
  finding: Finding,
  trace: Trace,
  request: ExplainRequest,
): Promise<SourceLocation | undefined> {
  if (finding.code === INCOMPLETE_SUCCESSOR) return trace.steps.at(-1)?.location;
  const [invariant] = finding.names;
  if (finding.code !== INVARIANT_FAILED || invariant === undefined) return undefined;
  const state = traceStates(trace).at(-1)!;
  const isWhole = [...trace.initial.keys()].every((name) => state.has(name));
  return (
    (isWhole ? await askWhere(invariant, state, request) : undefined) ??
    definedAt(invariant, request.structure)
  );
}

async function askWhere(
  invariant: string,
  state: State,
  { folder, module, config, structure, settings }: ExplainRequest,
): Promise<SourceLocation | undefined> {
  const timeLimitMilliseconds = timeLeft(settings);
  if (timeLimitMilliseconds === 0) return undefined;
  const prefix = freshPrefix(structure);
  const name = `${prefix}Locate`;
  const reader = readTlcOutput();
  const run = await runTlc(
    {
      ...settings,
      timeLimitMilliseconds,
      folder,
      module: name,
      configFile: `${name}.cfg`,
      modelSize: 'tiny',
      simulate: undefined,
      coverage: false,
      workers: 1,
      generated: {
        files: {
          [`${name}.tla`]: locateModule(name, module, state, prefix),
          [`${name}.cfg`]: printConfig({
            statements: [
              { keyword: 'INIT', name: `${prefix}Init`, line: 0 },
              { keyword: 'NEXT', name: `${prefix}Next`, line: 0 },
              { keyword: 'INVARIANT', names: [{ name: invariant, line: 0 }], line: 0 },
              ...config.statements.filter(({ keyword }) => keyword === 'CONSTANT'),
              ...modelConstants([...state.values()], prefix).statements,
            ],
          }),
        },
      },
    },
    { onOutput: (text) => reader.push(text), ...(settings.signal && { signal: settings.signal }) },
  );
  const output = reader.end();
  const [again] = output.findings;
  const place = run.ok && again ? placeOf(again, output, run.value) : undefined;
  return place && place.module !== name ? place : undefined;
}

/** A module whose only initial state is the given one. */
function locateModule(name: string, root: string, state: State, prefix: string): string {
  const constants = modelConstants([...state.values()], prefix);
  const assigned = (mark: string, value: (variable: string, is: TlaValue) => string): string =>
    [...state].map(([variable, is]) => `${variable}${mark} = ${value(variable, is)}`).join(' /\\ ');
  return [
    `---- MODULE ${name} ----`,
    `EXTENDS ${root}`,
    ...(constants.names.length > 0 ? [`CONSTANTS ${constants.names.join(', ')}`] : []),
    `${prefix}Init == ${assigned('', (_, is) => constants.print(is))}`,
    `${prefix}Next == ${assigned("'", (variable) => variable)}`,
    '====',
    '',
  ].join('\n');
}
