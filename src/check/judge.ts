import type { Finding, TlcConfig, TlcOutput } from '../parser/index.ts';
import type { SearchLimit, SearchStatistics, SpecError, Verdict, Violation } from '../trace/index.ts';

/** How the process ended, as far as a verdict depends on it. */
export interface ProcessOutcome {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly ended: 'exit' | 'time-limit' | 'aborted';
}

/** A verdict without its trace, and the finding that the trace belongs to. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly finding?: Finding;
}

/** TLC's exit status for each kind of violation (EC.ExitStatus); 0 is also seen, with `-continue`. */
const EXIT_OF_VIOLATION: Readonly<Record<number, number>> = {
  2104: 10,
  2107: 12,
  2108: 13,
  2110: 12,
  2112: 13,
  2114: 11,
  2116: 13,
  2132: 14,
  2404: 10,
};

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
  const violation = output.findings.find(({ code }) => code in EXIT_OF_VIOLATION);
  if (violation)
    return judgeViolation(
      violation,
      outcome,
      statistics,
      output.problems.map(({ message }) => message),
    );
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
  if (finding || specErrors.length > 0) return judgeErrors(output, finding, specErrors);
  return { verdict: judgeSilence(output, outcome, config) };
}

const toolError = (message: string): Verdict => ({ kind: 'tool-error', message });

function judgeViolation(
  finding: Finding,
  { exitCode, ended }: ProcessOutcome,
  statistics: SearchStatistics,
  problems: readonly string[],
): Judgement {
  const expected = EXIT_OF_VIOLATION[finding.code];
  if (ended === 'exit' && exitCode !== expected && exitCode !== 0) {
    const message = `TLC reported "${firstLine(finding.text)}" but ended with exit status ${exitCode} instead of ${expected}`;
    return { verdict: toolError(message), finding };
  }
  if (problems.length > 0)
    return { verdict: toolError(`TLC's output could not be read: ${problems[0]}`), finding };
  return { verdict: { kind: 'violated', violation: violationOf(finding), statistics }, finding };
}

function violationOf(finding: Finding): Violation {
  const name = finding.names[0] ?? '';
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
      return {
        kind: 'assumption',
        location: firstLine(finding.text).replace(/^Assumption (.*) is false\.$/, '$1'),
      };
    case 2404:
      return { kind: 'postcondition', name };
    default:
      return {
        kind: 'assertion',
        message: finding.text.trim().split('\n').slice(1).join('\n') || finding.text.trim(),
      };
  }
}

function judgeErrors(
  output: TlcOutput,
  finding: Finding | undefined,
  specErrors: readonly SpecError[],
): Judgement {
  if (specErrors.length > 0) {
    return { verdict: { kind: 'spec-error', errors: specErrors } };
  }
  const said = finding as Finding;
  const place = said.location ?? output.errorStack.at(-1);
  const error = { message: errorMessage(said), ...(place && { location: place }) };
  return { verdict: { kind: 'spec-error', errors: [error] }, finding: said };
}

/** What TLC says before it comes to the point, in message 1000. */
const PREAMBLE =
  /^(TLC threw an unexpected exception\.|This was probably caused by an error in the spec or model\.|See the User Output or TLC Console for clues to what happened\.|The exception was a \S+)\n/;

/** The message without TLC's preamble; one that only wraps its cause gives its first line, and the cause. */
function errorMessage({ code, cause, text }: Finding): string {
  let own = text.trim();
  while (PREAMBLE.test(`${own}\n`)) own = `${own}\n`.replace(PREAMBLE, '').trim();
  own = own.replace(/^: */, '');
  if (!cause) return own;
  return [code === 1000 ? '' : firstLine(own), cause.text.trim()].filter((line) => line !== '').join('\n');
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

/** Nothing was found: did TLC search everything there is? */
function judgeSilence(output: TlcOutput, { exitCode, signal }: ProcessOutcome, config: TlcConfig): Verdict {
  const { statistics } = output;
  if (signal !== null) return toolError(`TLC was ended by ${signal}`);
  if (!output.finished) return toolError(`TLC stopped without its last message (exit status ${exitCode})`);
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
  return [...limits, ...config.statements.flatMap(limitOf)];
}

function limitOf(statement: TlcConfig['statements'][number]): readonly SearchLimit[] {
  if (statement.keyword === 'CONSTRAINT' || statement.keyword === 'ACTION_CONSTRAINT') {
    return statement.names.map(({ name }) => ({ kind: 'constraint', name }));
  }
  if (statement.keyword === 'SYMMETRY') return [{ kind: 'symmetry', name: statement.name }];
  return statement.keyword === 'VIEW' ? [{ kind: 'view', name: statement.name }] : [];
}
