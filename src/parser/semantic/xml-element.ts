import { SaxesParser } from 'saxes';
import { fail, ok, type Result } from '../../trace/index.ts';
import type { StructureError } from './module-structure.ts';

/** An element of SANY's XML, which has no attributes. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** The characters of an element without children. */
  readonly text: string;
}

/** Receives the parts of the document, each when it is complete, so that only one is in memory. */
export interface SemanticXmlSink {
  /** An entry of the symbol table: its number and the element that describes it. */
  readonly onEntry: (entry: XmlElement) => void;
  /** Any other child of the root. */
  readonly onRootChild: (element: XmlElement) => void;
}

/** SANY nests two elements for each level of an expression; the readers of the elements are recursive. */
const MAX_DEPTH = 4000;

interface Open {
  name: string;
  children: XmlElement[];
  text: string;
}

/** Reads the output of `tla2sany.xml.XMLExporter -o`; text in front of the document is skipped. */
export function readSemanticXml(xml: string, sink: SemanticXmlSink): Result<null, StructureError> {
  const parser = new SaxesParser();
  const open: Open[] = [];
  let problem: StructureError | undefined;
  parser.on('error', (error) => {
    problem ??= { code: 'xml', message: error.message };
  });
  parser.on('opentag', ({ name }) => {
    open.push({ name, children: [], text: '' });
    if (open.length > MAX_DEPTH)
      problem ??= { code: 'too-deep', message: `nested more than ${MAX_DEPTH} deep` };
  });
  parser.on('text', (text) => {
    const top = open.at(-1);
    if (top) top.text += text;
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element && !problem) place(element, open, sink);
  });
  const start = Math.max(xml.search(/<\?xml|<modules/), 0);
  const PIECE = 65_536;
  for (let at = start; at < xml.length && !problem; at += PIECE) parser.write(xml.slice(at, at + PIECE));
  if (!problem) parser.close();
  return problem ? fail(problem) : ok(null);
}

/** Hands an element to the sink, or to the element around it. */
function place(element: XmlElement, open: Open[], sink: SemanticXmlSink): void {
  const parent = open.at(-1);
  if (open.length === 2 && parent?.name === 'context') sink.onEntry(element);
  else if (open.length === 1) sink.onRootChild(element);
  else parent?.children.push(element);
}

/** The first child with one of the names. */
export const child = (element: XmlElement, ...names: readonly string[]): XmlElement | undefined =>
  element.children.find(({ name }) => names.includes(name));

/** The characters in the first child with the name; empty when there is none. */
export const textOf = (element: XmlElement, name: string): string => child(element, name)?.text ?? '';
