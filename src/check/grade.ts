import type { Expectation } from '../manifest/index.ts';
import type { SearchLimit, SourceLocation, Verdict, Violation } from '../trace/index.ts';
import { describeLimit } from './describe-limit.ts';
import { isWhole } from './saw-all-states.ts';

/**
 * Whether a verdict is what was expected; `reason` says why not. `open`: nothing speaks against it, but the search was
 * not complete enough to say.
 */
export type Grade =
  | { readonly asExpected: true }
  | { readonly asExpected: false; readonly open: boolean; readonly reason: string };

/** Compares a verdict with what the manifest says; without a manifest everything is expected to hold. */
export function grade(verdict: Verdict, expected: Expectation | undefined): Grade {
  switch (expected?.result) {
    case undefined:
      return verdict.kind === 'holds' || verdict.kind === 'holds-within'
        ? YES
        : no(`found: ${describeVerdict(verdict)}`);
    case 'holds':
      return gradeHolds(verdict, expected.states ?? {});
    case 'holds-within':
      return gradeHoldsWithin(verdict);
    case 'violated':
      return gradeViolated(verdict, expected.property);
    case 'each':
      // What came to a verdict is graded property by property.
      return no(`expected a verdict on each property, but found: ${describeVerdict(verdict)}`);
  }
}

const YES: Grade = { asExpected: true };
const no = (reason: string): Grade => ({ asExpected: false, open: false, reason });
const open = (reason: string): Grade => ({ asExpected: false, open: true, reason });

function gradeHolds(
  verdict: Verdict,
  states: { readonly distinct?: number; readonly generated?: number },
): Grade {
  if (verdict.kind === 'holds-within') return open(tooLittle(verdict.limits, states));
  if (verdict.kind !== 'holds') return no(`expected to hold, but found: ${describeVerdict(verdict)}`);
  for (const count of ['distinct', 'generated'] as const) {
    const [wanted, seen] = [states[count], verdict.statistics[count]];
    if (wanted !== undefined && wanted !== seen)
      return no(`expected ${wanted} ${count} states, but TLC found ${seen}`);
  }
  return YES;
}

/** Why a search does not show that a model holds; the limits of its cfg file are something that a manifest can expect. */
function tooLittle(limits: readonly SearchLimit[], states: object): string {
  if (!limits.every(isWhole)) return 'expected to hold, but not all was searched';
  const without = Object.keys(states).length > 0 ? ' without "states"' : '';
  return `expected to hold, but it was searched only within ${limits.map(describeLimit).join(' and ')}; if that is meant, write "result": "holds-within"${without}`;
}

/** The limits that a cfg file sets are what the manifest means; those of one run are not. */
function gradeHoldsWithin(verdict: Verdict): Grade {
  if (verdict.kind !== 'holds-within') {
    return no(`expected to hold within limits, but found: ${describeVerdict(verdict)}`);
  }
  return isCutShort(verdict.limits)
    ? open('expected to hold within the limits of the configuration, but less was searched')
    : YES;
}

/** Whether this run searched less than the configuration asks for. */
const isCutShort = (limits: readonly SearchLimit[]): boolean =>
  limits.some(({ kind }) => kind === 'simulation' || kind === 'states-left-on-queue');

/** The expectation as a clause; what has no name in the configuration is not "violated". */
function isExpected(property: string): string {
  switch (property) {
    case 'deadlock':
      return 'a deadlock is expected';
    case 'assumption':
      return 'a false assumption is expected';
    case 'assertion':
      return 'a failing assertion is expected';
    default:
      return `${property} is expected to be violated`;
  }
}

function gradeViolated(verdict: Verdict, property: string): Grade {
  if (verdict.kind === 'holds-within' && isCutShort(verdict.limits))
    return open(`${isExpected(property)}; it was not found, but not all was searched`);
  if (verdict.kind !== 'violated')
    return no(`${isExpected(property)}, but found: ${describeVerdict(verdict)}`);
  const names = violatedNames(verdict.violation);
  const others = names.filter((name) => name !== property);
  const { violation } = verdict;
  const unsettled = violation.kind === 'temporal-property' ? (violation.unsettled ?? []) : [];
  if (names.length === 0 && unsettled.includes(property))
    return open(`${isExpected(property)}; a property is, but it was not found out which`);
  if (!names.includes(property)) return no(`${isExpected(property)}, but ${describeViolation(violation)}`);
  if (others.length > 0) return no(`besides ${property}, ${others.join(' and ')} is violated too`);
  return unsettled.length === 0
    ? YES
    : open(`it was not found out whether besides ${property}, ${unsettled.join(' or ')} is violated too`);
}

/** The names under which a violation can be expected. */
export function violatedNames(violation: Violation): readonly string[] {
  switch (violation.kind) {
    case 'temporal-property':
      return violation.names;
    case 'invariant':
    case 'action-property':
    case 'postcondition':
      return [violation.name];
    case 'deadlock':
    case 'assumption':
    case 'assertion':
      return [violation.kind];
  }
}

/** `Spec.tla:4:9` */
export const printPlace = ({ module, beginLine, beginColumn }: SourceLocation): string =>
  `${module}.tla:${beginLine}:${beginColumn}`;

/** A violation as a clause: `invariant StablePages is violated`. */
export function describeViolation(violation: Violation): string {
  switch (violation.kind) {
    case 'invariant':
      return `invariant ${violation.name} is violated`;
    case 'action-property':
      return `property ${violation.name} is violated`;
    case 'temporal-property':
      return violation.names.length === 0
        ? 'a temporal property is violated (TLC does not say which)'
        : `temporal property ${violation.names.join(' and ')} is violated`;
    case 'postcondition':
      return `postcondition ${violation.name} is false`;
    case 'deadlock':
      return 'deadlock reached';
    case 'assumption':
      return violation.location
        ? `the assumption at ${printPlace(violation.location)} is false`
        : 'an assumption is false';
    case 'assertion':
      return `an assertion failed${violation.name === undefined ? '' : ` in ${violation.name}`}: ${violation.message}`;
  }
}

/** A verdict in a few words, for one line. */
export function describeVerdict(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'holds':
      return 'it holds';
    case 'holds-within':
      return 'it holds within limits';
    case 'violated':
      return describeViolation(verdict.violation);
    case 'spec-error':
      return `an error in the specification: ${verdict.errors[0]?.message.split('\n')[0] ?? 'unknown'}`;
    case 'tool-error':
      return verdict.message;
    case 'cancelled':
      return verdict.reason === 'time-limit' ? 'stopped at the time limit' : 'interrupted';
  }
}
