import { neverTaken } from '../check/index.ts';
import { flawOf, type CoveredModel } from './covered-model.ts';

/** The version of the form; a reader should refuse any other. */
export const COVERAGE_FORMAT = 'tracewright/coverage/1';

/** The coverage of models as JSON. */
export const coverageJson = (models: readonly CoveredModel[], problems: readonly string[]) => ({
  format: COVERAGE_FORMAT,
  problems,
  models: models.map(({ name, coverage, allowed, suite }) => ({
    config: name,
    states: coverage.states,
    limits: coverage.limits,
    notes: coverage.notes,
    neverTaken: neverTaken(coverage).map((action) => action.name),
    ...(allowed && { allowed }),
    actions: coverage.actions.map((action) => ({
      ...action,
      ...(suite?.get(action.name) && { suite: suite.get(action.name) }),
      parts: action.parts.map((part) => ({ ...part, flaw: flawOf(part) ?? null })),
    })),
  })),
});
