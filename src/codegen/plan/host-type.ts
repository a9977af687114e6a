import { assertUnreachable, namedEntries, type TlaValue } from '../../trace/index.ts';
import { propertyKey } from './literal.ts';

/**
 * The TypeScript type of the host values that stand for some TLA+ values: the smallest type of our shapes that holds
 * all samples. Without samples it is `unknown`.
 */
export function hostType(samples: readonly TlaValue[]): string {
  const shapes = new Map<string, TlaValue[]>();
  for (const sample of samples) {
    const shape = shapeOf(sample);
    shapes.set(shape, [...(shapes.get(shape) ?? []), sample]);
  }
  if (shapes.size === 0) return 'unknown';
  return [...new Set([...shapes].map(([shape, values]) => typeOfShape(shape, values)))].sort().join(' | ');
}

/** Values of one shape share a type; records with different fields do not. */
function shapeOf(value: TlaValue): string {
  switch (value.kind) {
    case 'bool':
    case 'set':
      return value.kind;
    case 'int':
      return Number.isSafeInteger(Number(value.value)) ? 'int' : 'bigint';
    case 'interval':
      return 'set';
    case 'string':
    case 'model':
      return 'string';
    case 'seq':
      return value.elements.length === 0 ? 'empty' : 'seq';
    case 'record':
      return `record ${value.fields.map(([name]) => name).join(' ')}`;
    case 'fn':
      return namedEntries(value.entries) ? 'names' : 'fn';
    default:
      return assertUnreachable(value);
  }
}

function typeOfShape(shape: string, values: readonly TlaValue[]): string {
  switch (shape) {
    case 'bool':
      return 'boolean';
    case 'int':
      return 'number';
    case 'bigint':
      return 'bigint';
    case 'string':
      return 'string';
    case 'set':
      return `ReadonlySet<${hostType(values.flatMap(elementSamples))}>`;
    case 'empty':
      return 'readonly []';
    case 'seq':
      return `readonly (${hostType(values.flatMap((value) => (value.kind === 'seq' ? value.elements : [])))})[]`;
    case 'names':
      return `Readonly<Record<string, ${hostType(entrySamples(values, 1))}>>`;
    case 'fn':
      return `ReadonlyMap<${hostType(entrySamples(values, 0))}, ${hostType(entrySamples(values, 1))}>`;
    default:
      return recordType(values);
  }
}

/** The ends of an interval are as good as all its elements: they are integers. */
function elementSamples(value: TlaValue): readonly TlaValue[] {
  if (value.kind === 'set') return value.elements;
  if (value.kind !== 'interval' || value.high < value.low) return [];
  return [
    { kind: 'int', value: value.low },
    { kind: 'int', value: value.high },
  ];
}

const entrySamples = (values: readonly TlaValue[], side: 0 | 1): TlaValue[] =>
  values.flatMap((value) => (value.kind === 'fn' ? value.entries.map((entry) => entry[side]) : []));

function recordType(values: readonly TlaValue[]): string {
  const records = values.filter((value) => value.kind === 'record');
  const fields = records[0]?.fields.map(([name], i) => {
    const samples = records.map((record) => record.fields[i]![1]);
    return `readonly ${propertyKey(name)}: ${hostType(samples)}`;
  });
  return `{ ${(fields ?? []).join('; ')} }`;
}
