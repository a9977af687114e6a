import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import type {
  Expectation,
  ExpectedViolation,
  HoldingExpectation,
  Manifest,
  ManifestError,
  ManifestModel,
  ManifestSuite,
  ModelRole,
} from './manifest.ts';
import { nearest } from './nearest.ts';

type Parsed =
  | { readonly ok: true; readonly value: Manifest }
  | { readonly ok: false; readonly error: readonly ManifestError[] };

const FIELDS = {
  manifest: ['$schema', 'name', 'models', 'suite'],
  model: ['module', 'config', 'expect', 'why', 'test', 'design', 'condition', 'role'],
  expect: ['result', 'property', 'states', 'violated', 'others'],
  violation: ['why', 'test'],
  states: ['distinct', 'generated'],
  suite: ['driver', 'output', 'traces'],
} as const;

const RESULTS = ['holds', 'holds-within', 'violated', 'each'] as const;
const ROLES = ['mutant', 'probe'] as const;

/** Reads the text of a manifest; every mistake is reported with its line, not only the first. `file` is for the messages. */
export function parseManifest(text: string, file: string): Parsed {
  const syntax: ParseError[] = [];
  const root = parseTree(text, syntax, { allowTrailingComma: false, disallowComments: true });
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  if (syntax.length > 0 || !root) {
    const errors = syntax.length > 0 ? syntax : [{ error: 4, offset: 0, length: 0 }];
    const messages = errors.map(({ error, offset }) => ({
      code: 'syntax' as const,
      message: `not JSON: ${printParseErrorCode(error)}`,
      file,
      line: lineAt(offset),
    }));
    return { ok: false, error: messages.slice(0, 1) };
  }
  const reader = new ManifestReader(file, lineAt);
  const manifest = reader.manifest(root);
  return reader.errors.length > 0 ? { ok: false, error: reader.errors } : { ok: true, value: manifest };
}

/** Walks the syntax tree, so that each mistake keeps its line. */
class ManifestReader {
  readonly errors: ManifestError[] = [];
  private readonly file: string;
  private readonly lineAt: (offset: number) => number;

  constructor(file: string, lineAt: (offset: number) => number) {
    this.file = file;
    this.lineAt = lineAt;
  }

  manifest(root: Node): Manifest {
    this.object(root, 'the manifest', FIELDS.manifest);
    const suite = field(root, 'suite');
    return {
      name: this.text(root, 'name'),
      models: this.list(root, 'models').map((node) => this.model(node)),
      ...(suite && { suite: this.suite(suite) }),
    };
  }

  private model(node: Node): ManifestModel {
    this.object(node, 'a model', FIELDS.model);
    const why = this.optionalText(node, 'why');
    const test = this.optionalText(node, 'test');
    const design = this.optionalText(node, 'design');
    const condition = this.optionalText(node, 'condition');
    const role = this.role(node);
    const expect = field(node, 'expect');
    if (!expect) this.fail(node, 'a model needs "expect": what TLC has to say of it');
    const model = {
      module: this.text(node, 'module'),
      config: this.text(node, 'config'),
      expect: expect ? this.expectation(expect) : ({ result: 'holds' } as const),
      ...(why !== undefined && { why }),
      ...(test !== undefined && { test }),
      ...(design !== undefined && { design }),
      ...(condition !== undefined && { condition }),
      ...(role && { role }),
      line: this.lineAt(node.offset),
    };
    if (model.expect.result === 'violated' && why === undefined) {
      this.fail(
        node,
        `an expected violation needs "why": the reason that a reader can check (${model.config})`,
      );
    }
    if (model.test !== undefined && model.expect.result !== 'violated') {
      this.fail(
        node,
        model.expect.result === 'each'
          ? `with the result "each", every violation has a "test" of its own (${model.config})`
          : `"test" needs a counterexample, so "expect" must be a violation (${model.config})`,
      );
    }
    this.roleFits(node, model);
    return model;
  }

  private role(node: Node): ModelRole | undefined {
    const role = this.optionalText(node, 'role');
    const known = ROLES.find((name) => name === role);
    if (role && !known)
      this.fail(field(node, 'role') ?? node, `unknown role "${role}"; ${meant(role, ROLES)}`);
    return known;
  }

  /** A mutant and a probe must be violated, and are no cells of the matrix. */
  private roleFits(node: Node, { role, expect, condition, config }: ManifestModel): void {
    if (!role) return;
    const onlyViolations = expect.result === 'violated' || (expect.result === 'each' && !expect.others);
    if (!onlyViolations)
      this.fail(node, `a ${role} must be violated, so "expect" must say which property (${config})`);
    if (condition !== undefined)
      this.fail(node, `"condition" belongs to a verdict on the design, which a ${role} is not (${config})`);
  }

  private expectation(node: Node): Expectation {
    this.object(node, '"expect"', FIELDS.expect);
    const result = this.text(node, 'result') as Expectation['result'];
    if (!RESULTS.includes(result)) {
      this.fail(field(node, 'result') ?? node, `unknown result "${result}"; ${meant(result, RESULTS)}`);
      return { result: 'holds' };
    }
    for (const name of ['violated', 'others'] as const) {
      const child = field(node, name);
      if (child && result !== 'each') this.fail(child, `"${name}" belongs to the result "each"`);
    }
    const states = field(node, 'states');
    if (states && result !== 'holds')
      this.fail(states, '"states" can be exact only where the search is complete: result "holds"');
    if (result === 'violated') return { result, property: this.text(node, 'property') };
    if (field(node, 'property')) this.fail(node, '"property" belongs to the result "violated"');
    if (result === 'each') return this.each(node);
    return result === 'holds' && states ? { result, states: this.states(states) } : { result };
  }

  private each(node: Node): Expectation {
    const others = field(node, 'others');
    return {
      result: 'each',
      violated: this.violations(node),
      ...(others && { others: this.holding(others) }),
    };
  }

  private violations(node: Node): readonly ExpectedViolation[] {
    const child = field(node, 'violated');
    if (child?.type !== 'object') {
      this.fail(child ?? node, '"violated" must be an object: each violated property with its reason');
      return [];
    }
    const seen = new Set<string>();
    return (child.children ?? []).flatMap(({ children: [name, value] = [] }) => {
      const property = String(name?.value);
      if (name && seen.has(property)) this.fail(name, `"violated" has ${property} twice`);
      seen.add(property);
      return value ? [this.violation(property, value)] : [];
    });
  }

  private violation(property: string, node: Node): ExpectedViolation {
    this.object(node, `the violation of ${property}`, FIELDS.violation);
    if (node.type === 'object' && !field(node, 'why'))
      this.fail(node, `the violation of ${property} needs "why": the reason that a reader can check`);
    const test = this.optionalText(node, 'test');
    return { property, why: this.optionalText(node, 'why') ?? '', ...(test !== undefined && { test }) };
  }

  private holding(node: Node): HoldingExpectation {
    const others = this.expectation(node);
    if (others.result === 'holds' || others.result === 'holds-within') return others;
    this.fail(node, '"others" are those that are not violated: "holds" or "holds-within"');
    return { result: 'holds' };
  }

  private states(node: Node): { distinct?: number; generated?: number } {
    this.object(node, '"states"', FIELDS.states);
    const counts = FIELDS.states.flatMap((name) => {
      const child = field(node, name);
      if (!child) return [];
      const value: unknown = getNodeValue(child);
      if (!Number.isSafeInteger(value)) this.fail(child, `"${name}" must be a whole number`);
      return [[name, value as number] as const];
    });
    return Object.fromEntries(counts);
  }

  private suite(node: Node): ManifestSuite {
    this.object(node, '"suite"', FIELDS.suite);
    const traces = field(node, 'traces') ? this.list(node, 'traces') : [];
    return {
      driver: this.text(node, 'driver'),
      output: this.text(node, 'output'),
      traces: traces.map((trace) => this.string(trace, '"traces"')),
    };
  }

  private object(node: Node, what: string, fields: readonly string[]): void {
    if (node.type !== 'object') return this.fail(node, `${what} must be an object`);
    for (const property of node.children ?? []) {
      const name = String(property.children?.[0]?.value);
      if (!fields.includes(name))
        this.fail(property, `${what} has no field "${name}"; ${meant(name, fields)}`);
    }
  }

  private list(node: Node, name: string): readonly Node[] {
    const child = field(node, name);
    if (child?.type === 'array') return child.children ?? [];
    this.fail(child ?? node, `"${name}" must be a list`);
    return [];
  }

  private text(node: Node, name: string): string {
    const child = field(node, name);
    if (child) return this.string(child, `"${name}"`);
    this.fail(node, `"${name}" must be a non-empty string`);
    return '';
  }

  private string(node: Node, what: string): string {
    const value: unknown = getNodeValue(node);
    if (typeof value === 'string' && value !== '') return value;
    this.fail(node, `${what} must be a non-empty string`);
    return '';
  }

  private optionalText(node: Node, name: string): string | undefined {
    return field(node, name) ? this.text(node, name) : undefined;
  }

  private fail(node: Node, message: string): void {
    this.errors.push({ code: 'field', message, file: this.file, line: this.lineAt(node.offset) });
  }
}

const field = (node: Node, name: string): Node | undefined =>
  node.type === 'object' ? findNodeAtLocation(node, [name]) : undefined;

function meant(word: string, candidates: readonly string[]): string {
  const guess = nearest(word, candidates);
  return guess === undefined ? `known are ${candidates.join(', ')}` : `did you mean "${guess}"?`;
}
