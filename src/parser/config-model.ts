import type { TlaValue } from '../trace/index.ts';

/** What a CONSTANT statement does with one name. */
export type ConstantBinding =
  /** `N = 3`, `p1 = p1`, `S = {a, b}`, `N = [Module] 3`, `F(1, 2) = 3` */
  | {
      readonly kind: 'value';
      readonly name: string;
      /** One row of the table of a constant operator. */
      readonly arguments?: readonly TlaValue[];
      readonly value: TlaValue;
      /** The module whose constant is meant; the root module's when missing. */
      readonly module?: string;
      readonly line: number;
    }
  /** `Op <- Other`, `Op <- [Module] Other` */
  | {
      readonly kind: 'substitution';
      readonly name: string;
      readonly definition: string;
      /** The module in which `name` is replaced; everywhere when missing. */
      readonly module?: string;
      readonly line: number;
    };

/** Keywords whose statement is a list of names. */
export type NameListKeyword = 'INVARIANT' | 'PROPERTY' | 'CONSTRAINT' | 'ACTION_CONSTRAINT';

/** Keywords whose statement is one name. */
export type NameKeyword =
  | 'SPECIFICATION'
  | 'INIT'
  | 'NEXT'
  | 'SYMMETRY'
  | 'VIEW'
  | 'ALIAS'
  | 'POSTCONDITION'
  | 'TYPE'
  | 'TYPE_CONSTRAINT';

/** A name in a statement with its line. */
export interface ConfigName {
  readonly name: string;
  readonly line: number;
}

/** One statement of a configuration file; the plural forms of keywords are kept as the singular. */
export type ConfigStatement =
  | { readonly keyword: NameKeyword; readonly name: string; readonly line: number }
  | { readonly keyword: NameListKeyword; readonly names: readonly ConfigName[]; readonly line: number }
  | { readonly keyword: 'CONSTANT'; readonly bindings: readonly ConstantBinding[]; readonly line: number }
  | { readonly keyword: 'CHECK_DEADLOCK'; readonly enabled: boolean; readonly line: number };

/** A TLC configuration file: its statements in order. */
export interface TlcConfig {
  readonly statements: readonly ConfigStatement[];
}
