import type { SourceLocation } from '../../trace/index.ts';
import type { BoundVariables, Expression, Level, Substitution, Uid } from './module-structure.ts';
import { child, textOf, type XmlElement } from './xml-element.ts';

/** The number in a reference such as `<OpDeclNodeRef><UID>7</UID></OpDeclNodeRef>`. */
export const referenceOf = (element: XmlElement | undefined): Uid =>
  Number(element ? textOf(element, 'UID') : NaN);

const isReference = ({ name }: XmlElement): boolean => name.endsWith('Ref');

/** The place and level of a node, as far as it has them. */
export function placeOf(element: XmlElement): { readonly location?: SourceLocation; readonly level?: Level } {
  const location = child(element, 'location');
  const level = child(element, 'level');
  return {
    ...(location ? { location: locationOf(location) } : {}),
    ...(level ? { level: Number(level.text) as Level } : {}),
  };
}

function locationOf(element: XmlElement): SourceLocation {
  const ends = (name: string): [number, number] => {
    const range = child(element, name);
    return range ? [Number(textOf(range, 'begin')), Number(textOf(range, 'end'))] : [0, 0];
  };
  const [beginLine, endLine] = ends('line');
  const [beginColumn, endColumn] = ends('column');
  return { module: textOf(element, 'filename'), beginLine, beginColumn, endLine, endColumn };
}

const READERS: Readonly<Record<string, (element: XmlElement) => Expression>> = {
  OpApplNode: (element) => ({
    kind: 'apply',
    operator: referenceOf(child(element, 'operator')?.children[0]),
    operands: (child(element, 'operands')?.children ?? []).map(readExpression),
    bound: (child(element, 'boundSymbols')?.children ?? []).map(readBound),
  }),
  LetInNode: (element) => ({
    kind: 'let',
    definitions: (child(element, 'opDefs')?.children ?? []).filter(isReference).map(referenceOf),
    body: readBody(element),
  }),
  NumeralNode: (element) => ({ kind: 'number', value: readInteger(textOf(element, 'IntValue')) }),
  DecimalNode: (element) => ({
    kind: 'decimal',
    mantissa: readInteger(textOf(element, 'mantissa')),
    exponent: Number(textOf(element, 'exponent')),
  }),
  // The OTHER of a CASE is a StringNode without a StringValue.
  StringNode: (element) => ({ kind: 'string', value: child(element, 'StringValue')?.text ?? element.text }),
  AtNode: () => ({ kind: 'at' }),
  OpArgNode: (element) => ({
    kind: 'operator',
    operator: referenceOf(child(element, 'argument')?.children[0]),
  }),
  LabelNode: (element) => ({ kind: 'label', name: textOf(element, 'uniquename'), body: readBody(element) }),
  SubstInNode: (element) => ({
    kind: 'substitute',
    substitutions: readSubstitutions(element),
    body: readBody(element),
  }),
};

/** An expression; an element that is none of the known kinds becomes `unsupported`. */
export function readExpression(element: XmlElement): Expression {
  const reader = READERS[element.name];
  const node: Expression = reader ? reader(element) : { kind: 'unsupported', element: element.name };
  return { ...node, ...placeOf(element) };
}

/** The expression in the `<body>` of an element. */
export function readBody(element: XmlElement): Expression {
  const body = child(element, 'body')?.children[0];
  return body ? readExpression(body) : { kind: 'unsupported', element: `${element.name} without body` };
}

/** The `<substs>` of an instance. */
export const readSubstitutions = (element: XmlElement): readonly Substitution[] =>
  (child(element, 'substs')?.children ?? []).flatMap(({ children: [symbol, value] }) =>
    symbol && value ? [{ symbol: referenceOf(symbol), value: readExpression(value) }] : [],
  );

function readBound(element: XmlElement): BoundVariables {
  const set = element.children.find((part) => !isReference(part) && part.name !== 'tuple');
  return {
    variables: element.children.filter(isReference).map(referenceOf),
    tuple: child(element, 'tuple') !== undefined,
    ...(set ? { set: readExpression(set) } : {}),
  };
}

const readInteger = (text: string): bigint => (/^-?\d+$/.test(text) ? BigInt(text) : 0n);
