import { findLocation, type Finding, type TlcConfig, type TlcOutput } from '../parser/index.ts';
import type { SearchLimit, SourceLocation, SpecError, Verdict, Violation } from '../trace/index.ts';
import { configLimits } from './config-limits.ts';

/** How the process ended, as far as a verdict depends on it. */
export interface ProcessOutcome {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly ended: 'exit' | 'time-limit' | 'aborted';
  /** The command: its temporary folder is where TLC unpacks the modules of jars. */
  readonly argv?: readonly string[];
}

/** A verdict without its trace, and the finding that the trace belongs to. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly finding?: Finding;
}

/** TLC's exit status for each kind of violation (EC.ExitStatus); 0 is also seen, with `-continue`. */
const EXIT_OF_VIOLATION: Readonly<Record<number, readonly number[]>> = {
  2104: [10],
  2107: [12],
  2108: [13],
  2110: [12],
  2112: [13],
  2114: [11],
  2116: [13],
  2132: [14],
  2404: [10],
};

const ASSERTION = 2132;
/** Where an Assert fails inside of something else, TLC says first what it was evaluating, and ends as of that. */
const EXIT_OF_INNER_ASSERTION: readonly number[] = [10, 14, 75, 76, 255];

/** The exit statuses that go with a finding that is a violation; nothing for other findings. */
const exitsOf = ({ code, cause }: Finding): readonly number[] | undefined =>
  cause?.code === ASSERTION ? EXIT_OF_INNER_ASSERTION : EXIT_OF_VIOLATION[code];

const OUT_OF_MEMORY = new Set([1001, 1002, 1003]);

/**
 * Decides what a run of TLC means, from its messages, its totals and its exit status together. Where they disagree,
 * the verdict is a tool error that says so: a verdict is never green on one signal alone.
 */
export function judge(
  output: TlcOutput,
  outcome: ProcessOutcome,
  config: TlcConfig,
  specErrors: readonly SpecError[],
): Judgement {
  const statistics = output.statistics;
  const violation = output.findings.find((finding) => exitsOf(finding) !== undefined);
  if (violation) return judgeViolation(violation, outcome, output);
  if (outcome.ended === 'aborted')
    return { verdict: { kind: 'cancelled', reason: 'interrupted', statistics } };
  if (outcome.ended === 'time-limit')
    return { verdict: { kind: 'cancelled', reason: 'time-limit', statistics } };
  if (
    output.findings.some(
      ({ code, cause }) => OUT_OF_MEMORY.has(code) || (cause && OUT_OF_MEMORY.has(cause.code)),
    )
  ) {
    return {
      verdict: toolError('TLC ran out of memory; give it more with --memory, or make the model smaller'),
    };
  }
  const finding = output.findings[0];
  if (finding || specErrors.length > 0) return judgeErrors(output, outcome, finding, specErrors);
  return { verdict: judgeSilence(output, outcome, config) };
}

const toolError = (message: string): Verdict => ({ kind: 'tool-error', message });

function judgeViolation(finding: Finding, outcome: ProcessOutcome, output: TlcOutput): Judgement {
  const { exitCode, ended } = outcome;
  const expected = exitsOf(finding) ?? [];
  if (ended === 'exit' && exitCode !== 0 && !expected.includes(exitCode ?? -1)) {
    const message = `TLC reported "${firstLine(finding.text)}" but ended with exit status ${exitCode} instead of ${expected.join(' or ')}`;
    return { verdict: toolError(message), finding };
  }
  const [problem] = output.problems;
  if (problem) return { verdict: toolError(`TLC's output could not be read: ${problem.message}`), finding };
  const { statistics } = output;
  const isAssertion = finding.code === ASSERTION || finding.cause?.code === ASSERTION;
  const violation = isAssertion
    ? assertionOf(finding, placeOf(finding, output, outcome))
    : violationOf(finding);
  return {
    verdict: { kind: 'violated', violation, statistics },
    finding,
  };
}

/** TLC's messages that name an invariant or a property. */
const NAMED: ReadonlySet<number> = new Set([2107, 2108, 2110, 2112]);

function violationOf(finding: Finding): Violation {
  const [name = ''] = finding.names;
  const at = finding.location && { location: finding.location };
  // A part of a property without a name of its own is called by its place.
  if (name === '' && NAMED.has(finding.code)) return { kind: 'temporal-property', names: [], ...at };
  switch (finding.code) {
    case 2107:
    case 2110:
      return { kind: 'invariant', name };
    case 2108:
    case 2112:
      return { kind: 'action-property', name };
    case 2116:
      return { kind: 'temporal-property', names: finding.names };
    case 2114:
      return { kind: 'deadlock' };
    case 2104:
      return { kind: 'assumption', ...at };
    default:
      return { kind: 'postcondition', name };
  }
}

function assertionOf(finding: Finding, place: SourceLocation | undefined): Violation {
  const said = (finding.code === ASSERTION ? finding.text : (finding.cause?.text ?? '')).trim();
  const [name] = finding.names;
  return {
    kind: 'assertion',
    // The first line says only that the first argument was FALSE; then comes the second one.
    message: said.split('\n').slice(1).join('\n') || said,
    ...(name !== undefined && { name }),
    ...(place && { location: place }),
  };
}

/** The innermost place that TLC names for a finding, in a module that the user can open. */
export function placeOf(
  { cause, location }: Finding,
  { errorStack, modules }: TlcOutput,
  { argv = [] }: ProcessOutcome,
): SourceLocation | undefined {
  const unpacked = argv.find((word) => word.startsWith(TEMPORARY))?.slice(TEMPORARY.length);
  const isOwn = ({ module }: SourceLocation): boolean =>
    unpacked === undefined || modules.get(module)?.startsWith(unpacked) !== true;
  const inner = cause && findLocation(cause.text);
  return [...(inner ? [inner] : []), ...[...errorStack].reverse(), ...(location ? [location] : [])].find(
    isOwn,
  );
}

const TEMPORARY = '-Djava.io.tmpdir=';

function judgeErrors(
  output: TlcOutput,
  outcome: ProcessOutcome,
  finding: Finding | undefined,
  specErrors: readonly SpecError[],
): Judgement {
  if (specErrors.length > 0) {
    return { verdict: { kind: 'spec-error', errors: specErrors } };
  }
  const said = finding as Finding;
  const place = placeOf(said, output, outcome);
  const file = place && output.modules.get(place.module);
  const message = errorMessage(said);
  const error = {
    message: place ? message.replace(PLACE_AT_END, '') : message,
    ...(file !== undefined && { file }),
    ...(place && { location: place }),
  };
  return { verdict: { kind: 'spec-error', errors: [error] }, finding: said };
}

/** The place that a message ends with, where there is more to it. */
const PLACE_AT_END = /(?<=\S)\s+line \d+, col \d+ to line \d+, col \d+ of module \w+(?=$|\n)/;

/** Evaluation in an initial state; with names where variables have no value: `current state is not a legal state`. */
const INCOMPLETE_INITIAL = 2102;

/** What TLC and Java say before they come to the point. */
const PREAMBLE =
  /^(TLC threw an unexpected exception\.|This was probably caused by an error in the spec or model\.|See the User Output or TLC Console for clues to what happened\.|The exception was a \S+)\n|^: *|^(?:[\w$]+\.)+[\w$]+(?:Exception|Error): /;

/** The state that an error message ends with; it is shown as a trace. */
const INITIAL_STATE = /\n?While working on the initial state:[^]*$/;

/** The message without what is around it; one that only wraps its cause gives its first line, and the cause. */
function errorMessage({ code, cause, names, text }: Finding): string {
  if (code === INCOMPLETE_INITIAL && names.length > 0)
    return `The initial predicate gives no value to ${names.join(', ')}.`;
  let own = `${text.trim()}\n`;
  while (PREAMBLE.test(own)) own = own.replace(PREAMBLE, '');
  const isInitial = INITIAL_STATE.test(own);
  own = own.replace(INITIAL_STATE, '').trim();
  const lines = [
    ...(cause && code !== 1000 ? [firstLine(own)] : []),
    cause ? cause.text.trim() : own,
    ...(isInitial ? ['It was evaluated in the initial state below.'] : []),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

/** What Java prints when it cannot start, or when an exception is not caught. */
const FROM_JAVA = /^(?:Error: |Exception in thread )/;

/** A jar without TLC, for example. */
function stoppedEarly({ userOutput }: TlcOutput, exitCode: number | null): Verdict {
  const complaint = userOutput.find((line) => FROM_JAVA.test(line));
  if (complaint?.includes('tlc2/TLC')) return toolError('the jar has no TLC in it (no class tlc2.TLC)');
  return toolError(
    `TLC stopped without its last message (exit status ${exitCode})${complaint === undefined ? '' : `: ${complaint.trim()}`}`,
  );
}

/** Nothing was found: did TLC search everything there is? */
function judgeSilence(output: TlcOutput, { exitCode, signal }: ProcessOutcome, config: TlcConfig): Verdict {
  const { statistics } = output;
  if (signal !== null) return toolError(`TLC was ended by ${signal}`);
  if (!output.finished) return stoppedEarly(output, exitCode);
  if (exitCode !== 0) return toolError(`TLC reported no error but ended with exit status ${exitCode}`);
  if (output.problems.length > 0)
    return toolError(`TLC's output could not be read: ${output.problems[0]?.message}`);
  const limits = searchLimits(output, config);
  if (output.mode?.kind === 'simulation') return { kind: 'holds-within', limits, statistics };
  if (!output.success2193 && output.mode?.kind !== 'depth-first') {
    return toolError('TLC ended with exit status 0 but did not say that model checking completed');
  }
  if (statistics.distinct === undefined) return toolError('TLC did not say how many states it found');
  if (statistics.distinct === 0) {
    return {
      kind: 'spec-error',
      errors: [{ message: 'there is no initial state, so every property holds vacuously' }],
    };
  }
  return limits.length > 0 ? { kind: 'holds-within', limits, statistics } : { kind: 'holds', statistics };
}

/** Everything that makes "nothing found" less than "holds". */
function searchLimits(output: TlcOutput, config: TlcConfig): SearchLimit[] {
  const limits: SearchLimit[] = [];
  if (output.mode?.kind === 'simulation') {
    limits.push({
      kind: 'simulation',
      ...(output.simulatedTraces !== undefined && { traces: output.simulatedTraces }),
    });
  }
  const queue = output.statistics.queue ?? 0;
  if (queue > 0) limits.push({ kind: 'states-left-on-queue', count: queue });
  return [...limits, ...configLimits(config)];
}
