import type { Mutation } from '../../check/index.ts';

/** A mutant with another state graph. */
export interface Different {
  readonly kind: 'different';
  readonly difference: string;
  /** The test that shows it. Without it no test can insist on the difference, or (`isUntried`) none of the suite comes there. */
  readonly by?: string;
  readonly isUntried?: true;
}

/** What became of a mutant. */
export type MutantOutcome =
  | Different
  /** It has so many more states that only its first ones are compared, and no test shows a difference of those. */
  | { readonly kind: 'larger'; readonly difference: string }
  /** The state graph is that of the original. */
  | { readonly kind: 'equivalent' }
  /** It does not parse, or TLC cannot evaluate it. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** It is not known what became of it: no time, or no graph of the original. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A change with what noticed it. */
export interface MutantReport {
  readonly mutation: Mutation;
  /** Names of invariants and properties, `deadlock`, or an assertion, in their order. */
  readonly noticedBy: readonly string[];
  readonly outcome: MutantOutcome;
}

/** The mutants of a model. */
export interface MutationReport {
  /** The configuration, as it is shown. */
  readonly name: string;
  /** What the configuration asks for. */
  readonly properties: readonly string[];
  readonly mutants: readonly MutantReport[];
  /** How many there are, of which `mutants` may be a part. */
  readonly found: number;
  /** Why the graphs of mutants are not compared, where they are not. */
  readonly note?: string;
  /** The mutants are those of several models, each judged until one of them notices it. */
  readonly isTogether?: boolean;
}

/** How many mutants count, and who notices how many of them. */
export interface MutationScore {
  /** Those that are not the original: noticed by something, or with another state graph. */
  readonly different: number;
  readonly properties: readonly { readonly name: string; readonly noticed: number }[];
  /** By any of the properties. */
  readonly noticed: number;
  /** By tests that take every transition and try every refusal; missing where no graph is known. */
  readonly separated?: number;
  /** By a property or by such a test. */
  readonly killed: number;
}

/** What counts is what differs: an equivalent mutant cannot be noticed, a broken one is no model. */
export function scoreOf({ mutants, properties, note }: MutationReport): MutationScore {
  const different = mutants.filter(
    ({ outcome, noticedBy }) =>
      outcome.kind === 'different' || outcome.kind === 'larger' || noticedBy.length > 0,
  );
  const isSeparated = ({ outcome }: MutantReport): boolean =>
    outcome.kind === 'different' && outcome.by !== undefined;
  const names = [...new Set([...properties, ...different.flatMap(({ noticedBy }) => noticedBy)])];
  return {
    different: different.length,
    properties: names.map((name) => ({
      name,
      noticed: different.filter(({ noticedBy }) => noticedBy.includes(name)).length,
    })),
    noticed: different.filter(({ noticedBy }) => noticedBy.length > 0).length,
    ...(note === undefined && {
      separated: different.filter(isSeparated).length,
    }),
    killed: different.filter((mutant) => mutant.noticedBy.length > 0 || isSeparated(mutant)).length,
  };
}
