import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import type {
  Expectation,
  ExpectedViolation,
  HoldingExpectation,
  Manifest,
  ManifestError,
  ManifestModel,
  ManifestSuite,
  ModelRole,
  PlacedName,
  SuiteLines,
  Tier,
  WalkGoal,
  WalkOptions,
} from './manifest.ts';
import { nearest } from './nearest.ts';
import { readJson } from './read-json.ts';

type Parsed =
  | { readonly ok: true; readonly value: Manifest }
  | { readonly ok: false; readonly error: readonly ManifestError[] };

/** The fields of a manifest. */
export const MANIFEST_FIELDS: readonly string[] = ['$schema', 'name', 'models', 'suite', 'neverTaken'];

const FIELDS = {
  manifest: MANIFEST_FIELDS,
  model: ['module', 'config', 'expect', 'why', 'test', 'walk', 'design', 'condition', 'role', 'tier'],
  expect: ['result', 'property', 'states', 'violated', 'others'],
  violation: ['why', 'test'],
  walk: [
    'goal',
    'maxLength',
    'resetPrice',
    'exact',
    'percent',
    'maxSteps',
    'choices',
    'refusals',
    'behaviors',
    'depth',
    'seed',
  ],
  states: ['distinct', 'generated'],
  suite: ['driver', 'output', 'traces', 'ignored', 'unordered'],
} as const;

const CHOOSERS = ['implementation'] as const;

const GOALS: readonly WalkGoal[] = ['every transition', 'every state', 'every action', 'simulation'];

/** The goal that some options belong to; one that is not known is complained of already. */
const WHOLE: WalkGoal = 'every transition';
const isWhole = (goal: WalkGoal | undefined): boolean => goal === undefined || goal === WHOLE;

/** Above it, a walk may as well be as long as it likes, or be the only one. */
const LARGEST_WALK_NUMBER = 1_000_000;

const RESULTS = ['holds', 'holds-within', 'violated', 'each'] as const;

/** The fields of "expect" that only one result has. */
const FIELDS_OF_RESULTS = { property: 'violated', violated: 'each', others: 'each' } as const;

const TIERS: readonly Tier[] = ['pr', 'nightly'];

const ROLES: readonly ModelRole[] = ['mutant', 'probe'];

/** Reads the text of a manifest; every mistake is reported with its line, not only the first. `file` is for the messages. */
export function parseManifest(text: string, file: string): Parsed {
  const json = readJson(text);
  if (!json.ok) return { ok: false, error: [{ code: 'syntax', file, ...json.error }] };
  const reader = new ManifestReader(file, json.value.lineOf);
  const manifest = reader.manifest(json.value.root);
  return reader.errors.length > 0 ? { ok: false, error: reader.errors } : { ok: true, value: manifest };
}

/** Walks the syntax tree, so that each mistake keeps its line. */
class ManifestReader {
  readonly errors: ManifestError[] = [];
  private readonly file: string;
  private readonly lineOf: (node: Node) => number;
  /** Names the entry of `models` that is being read, because a line may hold several. */
  private entry = '';

  constructor(file: string, lineOf: (node: Node) => number) {
    this.file = file;
    this.lineOf = lineOf;
  }

  manifest(root: Node): Manifest {
    if (!this.object(root, 'the manifest', FIELDS.manifest)) return { name: '', models: [] };
    const suite = field(root, 'suite');
    const manifest = {
      name: this.text(root, 'name'),
      models: this.list(root, 'models').flatMap((node, i) => this.model(node, i) ?? []),
      ...(suite && { suite: this.suite(suite), suiteLines: this.suiteLines(suite) }),
      ...(field(root, 'neverTaken') && {
        neverTaken: this.list(root, 'neverTaken').map((name) => this.string(name, '"neverTaken"')),
      }),
    };
    this.eachOnce(manifest.models);
    return manifest;
  }

  private model(node: Node, index: number): ManifestModel | undefined {
    const config: unknown = valueOf(field(node, 'config'));
    this.entry = ` (${typeof config === 'string' && config !== '' ? config : `entry ${index + 1} of "models"`})`;
    const model = this.object(node, 'a model', FIELDS.model) ? this.modelFields(node) : undefined;
    this.entry = '';
    return model;
  }

  private modelFields(node: Node): ManifestModel {
    const why = this.optionalText(node, 'why');
    const test = this.optionalText(node, 'test');
    const walk = this.walk(node);
    const expect = field(node, 'expect');
    if (!expect) this.fail(node, 'a model needs "expect": what TLC has to say of it');
    const expectation = expect && this.expectation(expect);
    const property = expect && field(expect, 'property');
    if (expectation) this.fitting(node, expectation, test);
    return {
      module: this.text(node, 'module'),
      config: this.text(node, 'config'),
      expect: expectation ?? { result: 'holds' },
      ...(why !== undefined && { why }),
      ...(test !== undefined && { test }),
      ...walk,
      ...this.place(node, expectation),
      line: this.lineOf(node),
      ...(property && { propertyLine: this.lineOf(property) }),
    };
  }

  /** A goal alone, or an object with it and how walks are to be found. */
  private walk(node: Node): Pick<ManifestModel, 'walk' | 'walkOptions'> {
    const child = field(node, 'walk');
    if (child?.type !== 'object') {
      const walk = this.oneOf(node, 'walk', GOALS, 'goal of "walk"');
      return walk === undefined ? {} : { walk };
    }
    this.object(child, '"walk"', FIELDS.walk);
    if (!field(child, 'goal')) this.fail(child, `"walk" needs a "goal": ${GOALS.join(', ')}`);
    const walk = this.oneOf(child, 'goal', GOALS, 'goal of "walk"');
    const walkOptions = this.walkOptions(child, walk);
    return {
      ...(walk !== undefined && { walk }),
      ...(Object.keys(walkOptions).length > 0 && { walkOptions }),
    };
  }

  private walkOptions(node: Node, goal: WalkGoal | undefined): WalkOptions {
    const ofCover = {
      maxLength: this.walkNumber(node, 'maxLength', 1),
      resetPrice: this.walkNumber(node, 'resetPrice', 0),
      percent: this.walkNumber(node, 'percent', 1, 99),
      maxSteps: this.walkNumber(node, 'maxSteps', 1),
    };
    const ofSimulation = {
      behaviors: this.walkNumber(node, 'behaviors', 1),
      depth: this.walkNumber(node, 'depth', 2),
      seed: this.walkNumber(node, 'seed', 0),
    };
    this.ofGoal(node, ofCover, goal === 'simulation', 'does not belong to the goal "simulation"');
    this.ofGoal(node, ofSimulation, goal !== 'simulation', 'belongs to the goal "simulation"');
    const numbers = { ...ofCover, ...ofSimulation };
    const choices = this.oneOf(node, 'choices', CHOOSERS);
    const isPart = numbers.percent !== undefined || numbers.maxSteps !== undefined;
    if (choices && (isPart || (!isWhole(goal) && goal !== 'simulation')))
      this.fail(
        node,
        `"choices" belongs to the goals "${WHOLE}" and "simulation" without "percent" and "maxSteps"`,
      );
    const exact = this.flag(node, 'exact', true);
    if (exact && !isWhole(goal)) this.fail(exact, `"exact" belongs to the goal "${WHOLE}"`);
    const refusals = this.flag(node, 'refusals', false);
    return {
      ...withoutMissing(numbers),
      ...(choices && { choices }),
      ...(exact && { exact: true }),
      ...(refusals && { refusals: false }),
    };
  }

  private ofGoal(node: Node, fields: Readonly<Record<string, unknown>>, isWrong: boolean, why: string): void {
    if (!isWrong) return;
    for (const [name, value] of Object.entries(fields))
      if (value !== undefined) this.fail(field(node, name) ?? node, `"${name}" ${why}`);
  }

  /** A field that is there with one value, or not at all. */
  private flag(node: Node, name: string, only: boolean): Node | undefined {
    const child = field(node, name);
    if (child && valueOf(child) !== only) this.fail(child, `"${name}" is ${only}, or it is not there`);
    return child;
  }

  private walkNumber(
    node: Node,
    name: string,
    least: number,
    most = LARGEST_WALK_NUMBER,
  ): number | undefined {
    const child = field(node, name);
    if (!child) return undefined;
    const value: unknown = getNodeValue(child);
    if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    this.fail(child, `"${name}" must be a whole number from ${least} to ${most}`);
    return undefined;
  }

  /** What the other fields of a model need is in its expectation, and the other way round. */
  private fitting(node: Node, expected: Expectation, test: string | undefined): void {
    if (expected.result === 'violated' && !field(node, 'why'))
      this.fail(node, 'an expected violation needs "why": the reason that a reader can check');
    if (expected.result === 'each' && !expected.others && field(node, 'walk'))
      this.fail(node, '"walk" needs a complete search, so "others" must say what holds');
    if (test === undefined) return;
    if (expected.result === 'each')
      this.fail(node, 'with the result "each", every violation has a "test" of its own');
    else if (expected.result !== 'violated')
      this.fail(node, '"test" needs a counterexample, so "expect" must be a violation');
    else if (expected.property === 'assumption')
      this.fail(node, '"test" needs a counterexample, which a false assumption does not have');
  }

  /** Where the model stands in the matrix: its design, the condition of its verdict, or that it is no verdict; its tier. */
  private place(
    node: Node,
    expected: Expectation | undefined,
  ): Pick<ManifestModel, 'design' | 'condition' | 'role' | 'tier'> {
    const design = this.optionalText(node, 'design');
    const condition = this.optionalText(node, 'condition');
    const role = this.oneOf(node, 'role', ROLES);
    const tier = this.oneOf(node, 'tier', TIERS);
    if (role && condition !== undefined)
      this.fail(node, `"condition" belongs to a verdict on the design, which a ${role} is not`);
    if (role && expected && !isViolated(expected))
      this.fail(node, `a ${role} must be violated, so "expect" must say which property`);
    return {
      ...(design !== undefined && { design }),
      ...(condition !== undefined && { condition }),
      ...(role && { role }),
      ...(tier && { tier }),
    };
  }

  private oneOf<Word extends string>(
    node: Node,
    name: string,
    words: readonly Word[],
    what = name,
  ): Word | undefined {
    const text = this.optionalText(node, name);
    const word = words.find((known) => known === text);
    if (text !== undefined && text !== '' && !word)
      this.fail(field(node, name) ?? node, `unknown ${what} "${text}"; ${meant(text, words)}`);
    return word;
  }

  /** A model that two entries speak of, or a test that two entries make: which of the two would count? */
  private eachOnce(models: readonly ManifestModel[]): void {
    models.forEach((model, i) => {
      const { config, module } = model;
      const same = models.slice(0, i).filter((other) => config !== '' && other.config === config);
      const listed = same.find((other) => other.module === module);
      const makesTest = ({ test, walk }: ManifestModel): boolean => test !== undefined || walk !== undefined;
      const tested = makesTest(model) ? same.find(makesTest) : undefined;
      const first = listed ?? tested;
      if (!first) return;
      const what = listed ? 'is listed' : 'makes a test';
      const message = `${config} ${what} twice, in line ${first.line} and in line ${model.line}`;
      this.errors.push({ code: 'field', message, file: this.file, line: model.line });
    });
  }

  private expectation(node: Node): Expectation | undefined {
    if (!this.object(node, '"expect"', FIELDS.expect)) return undefined;
    const result = this.text(node, 'result') as Expectation['result'];
    if (result === ('' as string)) return undefined;
    if (!RESULTS.includes(result)) {
      this.fail(field(node, 'result') ?? node, `unknown result "${result}"; ${meantResult(result)}`);
      return undefined;
    }
    for (const [name, owner] of Object.entries(FIELDS_OF_RESULTS)) {
      const child = field(node, name);
      if (child && result !== owner) this.fail(child, `"${name}" belongs to the result "${owner}"`);
    }
    const states = field(node, 'states');
    if (states && result !== 'holds')
      this.fail(states, '"states" can be exact only where the search is complete: result "holds"');
    if (result === 'violated') return { result, property: this.text(node, 'property') };
    if (result === 'each') return this.each(node);
    return result === 'holds' && states ? { result, states: this.states(states) } : { result };
  }

  private each(node: Node): Expectation {
    const others = field(node, 'others');
    const holding = others && this.holding(others);
    return { result: 'each', violated: this.violations(node), ...(holding && { others: holding }) };
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
      if (name && seen.has(property)) this.fail(name, `"violated" has "${property}" twice`);
      seen.add(property);
      return value ? (this.violation(property, value) ?? []) : [];
    });
  }

  private violation(property: string, node: Node): ExpectedViolation | undefined {
    if (!this.object(node, `the violation of ${property}`, FIELDS.violation)) return undefined;
    if (!field(node, 'why'))
      this.fail(node, `the violation of ${property} needs "why": the reason that a reader can check`);
    const test = this.optionalText(node, 'test');
    return { property, why: this.optionalText(node, 'why') ?? '', ...(test !== undefined && { test }) };
  }

  private holding(node: Node): HoldingExpectation | undefined {
    const others = this.expectation(node);
    if (others?.result === 'holds' || others?.result === 'holds-within') return others;
    if (others) this.fail(node, '"others" are those that are not violated: "holds" or "holds-within"');
    return undefined;
  }

  private states(node: Node): { distinct?: number; generated?: number } {
    if (!this.object(node, '"states"', FIELDS.states)) return {};
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
    if (!this.object(node, '"suite"', FIELDS.suite)) return { driver: '', output: '', traces: [] };
    const traces = field(node, 'traces') ? this.list(node, 'traces') : [];
    return {
      driver: this.text(node, 'driver'),
      output: this.text(node, 'output'),
      traces: traces.map((trace) => this.string(trace, '"traces"')),
      ...this.comparison(node),
    };
  }

  private suiteLines(suite: Node): SuiteLines {
    return {
      driver: this.lineOf(field(suite, 'driver') ?? suite),
      output: this.lineOf(field(suite, 'output') ?? suite),
      traces: (field(suite, 'traces')?.children ?? []).map((trace) => this.lineOf(trace)),
    };
  }

  /** How states are compared, where that is not in full. Which variables there are is not known here. */
  private comparison(node: Node): Pick<ManifestSuite, 'ignored' | 'unordered'> {
    const ignored = this.placedNames(node, 'ignored');
    const unordered = this.placedNames(node, 'unordered');
    const known = new Map<string, string>();
    for (const [setting, names] of Object.entries({ ignored, unordered }))
      for (const { name, line } of names ?? []) {
        const first = known.get(name);
        known.set(name, first ?? setting);
        if (name === '' || first === undefined) continue;
        const where = first === setting ? `in "${setting}" twice` : `both in "${first}" and in "${setting}"`;
        this.errors.push({ code: 'field', message: `"${name}" is ${where}`, file: this.file, line });
      }
    return { ...(ignored && { ignored }), ...(unordered && { unordered }) };
  }

  private placedNames(node: Node, name: string): readonly PlacedName[] | undefined {
    if (!field(node, name)) return undefined;
    const read = (child: Node): string => this.string(child, `"${name}"`);
    return this.list(node, name).map((child) => ({ name: read(child), line: this.lineOf(child) }));
  }

  /** Whether the node is an object at all; unknown fields are reported. */
  private object(node: Node, what: string, fields: readonly string[]): boolean {
    if (node.type !== 'object') {
      this.fail(node, `${what} must be an object`);
      return false;
    }
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const name = String(property.children?.[0]?.value);
      if (seen.has(name)) this.fail(property, `${what} has "${name}" twice`);
      seen.add(name);
      if (!fields.includes(name))
        this.fail(property, `${what} has no field "${name}"; ${meant(name, fields)}`);
    }
    return true;
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
    this.errors.push({
      code: 'field',
      message: `${message}${this.entry}`,
      file: this.file,
      line: this.lineOf(node),
    });
  }
}

const field = (node: Node, name: string): Node | undefined =>
  node.type === 'object' ? findNodeAtLocation(node, [name]) : undefined;

/** Whether an expectation is of violations only. */
const isViolated = (expected: Expectation): boolean =>
  expected.result === 'violated' || (expected.result === 'each' && !expected.others);

/** Only the fields that have a value. */
const withoutMissing = (fields: Readonly<Record<string, number | undefined>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const valueOf = (node: Node | undefined): unknown => node && getNodeValue(node);

/** What can be violated without a name of its own. */
const NAMELESS = ['deadlock', 'assumption', 'assertion'];

const meantResult = (result: string): string =>
  NAMELESS.includes(result)
    ? `it is written { "result": "violated", "property": "${result}" }`
    : meant(result, RESULTS);

function meant(word: string, candidates: readonly string[]): string {
  const guess = nearest(word, candidates);
  return guess === undefined ? `known are ${candidates.join(', ')}` : `did you mean "${guess}"?`;
}
