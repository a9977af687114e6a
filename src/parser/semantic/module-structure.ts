import type { SourceLocation } from '../../trace/index.ts';

/** SANY's number of a symbol, unique in one structure. */
export type Uid = number;

/** 0 constant, 1 state, 2 action, 3 temporal. */
export type Level = 0 | 1 | 2 | 3;

interface Node {
  /** Missing for what SANY made up. */
  readonly location?: SourceLocation;
  readonly level?: Level;
}

/** A declared constant or variable. */
export interface Declaration extends Node {
  readonly kind: 'constant' | 'variable' | 'declared';
  readonly uid: Uid;
  readonly name: string;
  readonly arity: number;
}

/** A formal parameter of a definition, or a bound variable. */
export interface FormalParameter extends Node {
  readonly kind: 'parameter';
  readonly uid: Uid;
  readonly name: string;
  readonly arity: number;
}

/** An operator that is built into TLA+, under SANY's name: `\land`, `$BoundedExists`. */
export interface BuiltInOperator {
  readonly kind: 'builtin';
  readonly uid: Uid;
  readonly name: string;
  readonly arity: number;
}

/** A user-defined operator, also one of a standard module, a LET, or an instance (then named `M!Op`). */
export interface Definition extends Node {
  readonly kind: 'definition';
  readonly uid: Uid;
  readonly name: string;
  /** The module in which the definition is written. */
  readonly module: string;
  readonly parameters: readonly Uid[];
  readonly body: Expression;
  readonly recursive: boolean;
}

/** `M == INSTANCE N`, an assumption, a theorem: symbols that no expression computes with. */
export interface OtherSymbol extends Node {
  readonly kind: 'instance' | 'assumption' | 'theorem' | 'module' | 'other';
  readonly uid: Uid;
  readonly name: string;
}

export type SemanticSymbol = Declaration | FormalParameter | BuiltInOperator | Definition | OtherSymbol;

/** Variables bound together: `x, y \in S`, `<<x, y>> \in S`, or one without a set. */
export interface BoundVariables {
  readonly variables: readonly Uid[];
  readonly tuple: boolean;
  readonly set?: Expression;
}

/** One `declared symbol <- expression` of an instance. */
export interface Substitution {
  readonly symbol: Uid;
  readonly value: Expression;
}

/** An expression of the semantic tree. */
export type Expression = Node &
  (
    | {
        readonly kind: 'apply';
        readonly operator: Uid;
        readonly operands: readonly Expression[];
        readonly bound: readonly BoundVariables[];
      }
    | { readonly kind: 'let'; readonly definitions: readonly Uid[]; readonly body: Expression }
    | { readonly kind: 'number'; readonly value: bigint }
    | { readonly kind: 'decimal'; readonly mantissa: bigint; readonly exponent: number }
    | { readonly kind: 'string'; readonly value: string }
    /** `@` in an EXCEPT. */
    | { readonly kind: 'at' }
    /** An operator as an argument: its name or a LAMBDA. */
    | { readonly kind: 'operator'; readonly operator: Uid }
    | { readonly kind: 'label'; readonly name: string; readonly body: Expression }
    /** The body of an instantiated definition: `body` with the substitutions applied. */
    | {
        readonly kind: 'substitute';
        readonly substitutions: readonly Substitution[];
        readonly body: Expression;
      }
    /** An element that stands in no expression which TLC evaluates, such as ASSUME/PROVE. */
    | { readonly kind: 'unsupported'; readonly element: string }
  );

/** `Name(parameters) == INSTANCE module WITH substitutions`; without a name its definitions come as they are. */
export interface Instance extends Node {
  readonly name?: string;
  readonly module: string;
  readonly parameters: readonly Uid[];
  readonly substitutions: readonly Substitution[];
}

/** A module as SANY sees it, with all that it extends. */
export interface ModuleSummary extends Node {
  readonly name: string;
  /** In the order of declaration, which SANY's own list does not keep. */
  readonly constants: readonly Uid[];
  readonly variables: readonly Uid[];
  /** Includes what EXTENDS and INSTANCE bring in. */
  readonly definitions: readonly Uid[];
  readonly instances: readonly Instance[];
}

/** The meaning of a specification: its modules and all symbols by number. */
export interface ModuleStructure {
  readonly rootModule: string;
  readonly modules: readonly ModuleSummary[];
  readonly symbols: ReadonlyMap<Uid, SemanticSymbol>;
}

/** Why a structure could not be read: no XML, nested too deep, or not SANY's. */
export interface StructureError {
  readonly code: 'xml' | 'too-deep' | 'structure';
  readonly message: string;
}
