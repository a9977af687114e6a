import type { ModelTask } from '../manifest/index.ts';
import { printConfig, type Finding, type TlcConfig, type TlcOutput } from '../parser/index.ts';
import type { Verdict, Violation } from '../trace/index.ts';
import { checkedNames } from './checked-names.ts';
import { judge, type Judgement } from './judge.ts';
import { narrowConfig } from './narrow-config.ts';
import { readRun } from './read-run.ts';
import { timeLeft, type ModelSettings } from './settings.ts';
import { startTlc } from './start-tlc.ts';

/** A verdict with the output that has its counterexample. */
export interface NamedVerdict {
  readonly verdict: Verdict;
  readonly output: TlcOutput;
  readonly finding?: Finding;
}

/**
 * Gives a violated property its name in the configuration. TLC 2.18 does not say which temporal property was violated,
 * and calls a violated part of a property by its place or by the definition that it stands in, as in a refinement
 * (`Action property line 6, col 17 ...`, `Property Init ...`). Where there are several, each is asked for alone.
 */
export async function nameProperty(
  { verdict, finding }: Judgement,
  output: TlcOutput,
  task: ModelTask,
  config: TlcConfig,
  settings: ModelSettings,
): Promise<NamedVerdict> {
  const unchanged = { verdict, output, ...(finding && { finding }) };
  if (verdict.kind !== 'violated') return unchanged;
  const doubtful = doubtfulName(verdict.violation, config);
  const settled = doubtful && (await settleDoubt(doubtful, unchanged, task, config, settings));
  if (settled) return settled;
  if (doubtful === undefined && isNamed(verdict.violation, config)) return unchanged;
  const { PROPERTY: properties } = checkedNames(config);
  const renamed = (answer: NamedProperties): Verdict => ({
    ...verdict,
    violation: withNames(verdict.violation, answer),
  });
  if (properties.length <= 1) return { ...unchanged, verdict: renamed({ names: properties, unsettled: [] }) };
  const expected = task.expected?.expect.result === 'violated' ? task.expected.expect.property : undefined;
  if (finding?.code !== TEMPORAL) {
    // TLC stops at the first part of a property that is violated, so the questions can stop at its property too.
    const expectedFirst = [...properties].sort((a, b) => Number(b === expected) - Number(a === expected));
    const isSame = (other: Finding): boolean => other.text === finding?.text;
    const asked = await askAlone(expectedFirst, isSame, 1, task, config, settings);
    return { ...unchanged, verdict: renamed(namesOf(asked)) };
  }
  const isOfProperty = ({ code }: Finding): boolean => OF_PROPERTIES.has(code);
  const asked = await askAlone(properties, isOfProperty, Infinity, task, config, settings);
  // The counterexample of all together need not violate each, so the one that is shown is one property's own.
  const shown = asked.culprits.find(({ property }) => property === expected) ?? asked.culprits[0];
  const its = shown && { output: shown.output, finding: shown.finding };
  return { ...unchanged, ...its, verdict: renamed(namesOf(asked)) };
}

/** TLC's message about a violated temporal property. */
const TEMPORAL = 2116;
/** What TLC says of a property that is checked alone: that a part of it is violated, or it as a whole. */
const OF_PROPERTIES: ReadonlySet<number> = new Set([2107, 2108, 2110, 2112, TEMPORAL]);

/** Whether the violation is called by a name of the configuration, or has none. */
function isNamed(violation: Violation, config: TlcConfig): boolean {
  const { INVARIANT: invariants, PROPERTY: properties } = checkedNames(config);
  switch (violation.kind) {
    case 'invariant':
      return invariants.includes(violation.name);
    case 'action-property':
      return properties.includes(violation.name);
    case 'temporal-property':
      return violation.names.length === 1;
    case 'deadlock':
    case 'assumption':
    case 'assertion':
    case 'postcondition':
      return true;
  }
}

/**
 * A name of the configuration that may also be that of a part of one of its properties, as where an instanced module has
 * a definition of the same name: only a question for it alone tells.
 */
function doubtfulName(violation: Violation, config: TlcConfig): string | undefined {
  if (violation.kind !== 'invariant' && violation.kind !== 'action-property') return undefined;
  const { INVARIANT: invariants, PROPERTY: properties } = checkedNames(config);
  const { name } = violation;
  const others = properties.filter((property) => property !== name);
  const isOfConfig = invariants.includes(name) || properties.includes(name);
  return isOfConfig && others.length > 0 ? name : undefined;
}

/** The verdict under the doubtful name, if that is violated on its own, or an open one; nothing where it is not violated. */
async function settleDoubt(
  name: string,
  { verdict, ...shown }: NamedVerdict,
  task: ModelTask,
  config: TlcConfig,
  settings: ModelSettings,
): Promise<NamedVerdict | undefined> {
  if (verdict.kind !== 'violated') return undefined;
  const answer = await askFor(name, task, config, settings);
  if (answer === 'not-violated') return undefined;
  const { violation } = verdict;
  if (answer === 'unsettled') {
    const unsettled = [...new Set([name, ...checkedNames(config).PROPERTY])];
    return { ...shown, verdict: { ...verdict, violation: withNames(violation, { names: [], unsettled }) } };
  }
  const { output, finding } = answer;
  const named = isNamed(violation, config)
    ? violation
    : withNames(violation, { names: [name], unsettled: [] });
  return { output, finding, verdict: { ...verdict, violation: named } };
}

interface NamedProperties {
  readonly names: readonly string[];
  readonly unsettled: readonly string[];
}

/** The violation under the names of the configuration; what TLC called it is a part of the property. */
function withNames(violation: Violation, { names, unsettled }: NamedProperties): Violation {
  const part = 'name' in violation && violation.name !== names[0] ? violation.name : undefined;
  return {
    kind: 'temporal-property',
    names,
    ...(unsettled.length > 0 && { unsettled }),
    ...(part !== undefined && { part }),
    ...('location' in violation && violation.location && { location: violation.location }),
  };
}

interface Culprit {
  readonly property: string;
  readonly output: TlcOutput;
  readonly finding: Finding;
}

interface AskedAlone {
  readonly culprits: readonly Culprit[];
  /** Those that were not asked for to the end: the time was up, or TLC failed. */
  readonly unsettled: readonly string[];
}

const namesOf = ({ culprits, unsettled }: AskedAlone): NamedProperties => ({
  names: culprits.map(({ property }) => property),
  unsettled,
});

/** Asks for each property alone until `wanted` of them are found to be violated in the way that `isMeant` says. */
async function askAlone(
  properties: readonly string[],
  isMeant: (finding: Finding) => boolean,
  wanted: number,
  task: ModelTask,
  config: TlcConfig,
  settings: ModelSettings,
): Promise<AskedAlone> {
  const culprits: Culprit[] = [];
  const unsettled: string[] = [];
  for (const property of properties) {
    const answer = await askFor(property, task, config, settings);
    if (answer === 'not-violated') continue;
    if (answer !== 'unsettled' && isMeant(answer.finding)) culprits.push(answer);
    else unsettled.push(property);
    // What is found settles what was asked; the others need not be known.
    if (culprits.length === wanted) return { culprits, unsettled: [] };
  }
  return { culprits, unsettled };
}

async function askFor(
  property: string,
  task: ModelTask,
  config: TlcConfig,
  settings: ModelSettings,
): Promise<Culprit | 'not-violated' | 'unsettled'> {
  if (timeLeft(settings) === 0) return 'unsettled';
  const alone = narrowConfig(config, [property]);
  const run = await readRun(startTlc(task, settings, printConfig(alone)));
  if (!run.ok) return 'unsettled';
  const { verdict, finding } = judge(run.value.output, run.value.process, alone, []);
  if (verdict.kind === 'violated' && finding) return { property, output: run.value.output, finding };
  const isSearched =
    verdict.kind === 'holds' ||
    (verdict.kind === 'holds-within' && verdict.limits.every(({ kind }) => kind !== 'simulation'));
  return isSearched ? 'not-violated' : 'unsettled';
}
