import { basename } from 'node:path';
import { DEADLOCK, type ModelReport } from '../check/index.ts';
import { evidenceOf } from './evidence-of.ts';
import type { Cell, CellStatus, Control, Design, Evidence, Matrix, MatrixTable } from './matrix.ts';

/** A design with what runs say of its properties. */
interface Judged extends Design {
  readonly cells: ReadonlyMap<string, readonly Evidence[]>;
}

/** The matrix that some reports make. Without a manifest, each configuration is taken for a design. */
export function buildMatrix(reports: readonly ModelReport[]): Matrix {
  const judged = distinctNames([...byDesign(reports)].map(([, group]) => judge(group)));
  const order = rowOrder(reports);
  return { tables: tablesOf(judged).map((designs) => tableOf(designs, order)) };
}

function byDesign(reports: readonly ModelReport[]): ReadonlyMap<string, readonly ModelReport[]> {
  const groups = new Map<string, ModelReport[]>();
  for (const report of reports) {
    const key = JSON.stringify([report.task.folder, nameOf(report)]);
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  return groups;
}

const nameOf = ({ task }: ModelReport): string => task.design ?? basename(task.config, '.cfg');

function judge(reports: readonly ModelReport[]): Judged {
  const cells = new Map<string, Evidence[]>();
  const controls: Record<'mutant' | 'probe', Control[]> = { mutant: [], probe: [] };
  for (const report of reports) {
    const role = report.task.expected?.role;
    if (role) controls[role].push(...controlOf(report));
    else
      for (const [property, evidence] of evidenceOf(report))
        cells.set(property, [...(cells.get(property) ?? []), evidence]);
  }
  const failures = cells.get('') ?? [];
  cells.delete('');
  const [first] = reports;
  return {
    name: first ? nameOf(first) : '',
    folder: first?.task.folder ?? '',
    mutants: controls.mutant,
    probes: controls.probe,
    failures,
    cells,
  };
}

/** A mutant or a probe is about the one property that it must violate. */
function controlOf(report: ModelReport): readonly Control[] {
  const expected = report.task.expected?.expect;
  const found = evidenceOf(report);
  const meant = found.find(([name]) => expected?.result === 'violated' && name === expected.property);
  const [property, evidence] = meant ?? found[0] ?? [];
  return property === undefined || !evidence ? [] : [{ property, evidence }];
}

/** Two folders may hold designs of one name. */
const distinctNames = (designs: readonly Judged[]): readonly Judged[] =>
  designs.map((design) => {
    const isShared = designs.some((other) => other !== design && other.name === design.name);
    return isShared ? { ...design, name: `${design.name} (${basename(design.folder)})` } : design;
  });

/** Properties as the longest lists of the configurations have them, and deadlock at the end. */
function rowOrder(reports: readonly ModelReport[]): readonly string[] {
  const lists = reports.map(({ properties }) => properties).sort((a, b) => b.length - a.length);
  const others = reports.flatMap((report) => evidenceOf(report).map(([property]) => property));
  const names = new Set([...lists.flat(), ...others]);
  names.delete(DEADLOCK);
  return [...names, DEADLOCK];
}

/** Designs that belong together: judged by the same contract, which is more than the one `TypeOK` that all have. */
function tablesOf(designs: readonly Judged[]): readonly (readonly Judged[])[] {
  const tables: Judged[][] = [];
  for (const design of designs) {
    const related = tables.filter((table) => table.some((other) => shareContract(design, other)));
    const merged = [...related.flat(), design].sort((a, b) => designs.indexOf(a) - designs.indexOf(b));
    for (const table of related) tables.splice(tables.indexOf(table), 1);
    tables.push(merged);
  }
  return tables.sort((a, b) => designs.indexOf(a[0]!) - designs.indexOf(b[0]!));
}

function shareContract(a: Judged, b: Judged): boolean {
  const [few, many] = [propertiesOf(a), propertiesOf(b)].sort((x, y) => x.length - y.length) as [
    readonly string[],
    readonly string[],
  ];
  const shared = few.filter((name) => many.includes(name)).length;
  return shared > 1 || (shared > 0 && shared === few.length);
}

const propertiesOf = ({ cells }: Judged): readonly string[] =>
  [...cells.keys()].filter((name) => name !== DEADLOCK);

function tableOf(judged: readonly Judged[], order: readonly string[]): MatrixTable {
  const rows = order
    .filter((property) => judged.some(({ cells }) => cells.has(property)))
    .map((property) => ({ property, cells: judged.map(({ cells }) => cellOf(cells.get(property) ?? [])) }));
  return { designs: judged.map(({ cells: _cells, ...design }) => design), rows };
}

const cellOf = (evidence: readonly Evidence[]): Cell => ({ status: statusOf(evidence), evidence });

function statusOf(evidence: readonly Evidence[]): CellStatus {
  if (evidence.length === 0) return 'none';
  if (evidence.some(({ missed }) => missed)) return 'missed';
  const outcomes = new Set(evidence.map(({ outcome }) => outcome));
  if (outcomes.has('undecided')) return 'undecided';
  if (outcomes.has('violated')) return outcomes.size === 1 ? 'violated' : 'mixed';
  return outcomes.has('holds-within') ? 'holds-within' : 'holds';
}
