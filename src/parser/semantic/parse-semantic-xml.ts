import { fail, ok, type Result } from '../../trace/index.ts';
import type {
  Declaration,
  Instance,
  ModuleStructure,
  ModuleSummary,
  SemanticSymbol,
  StructureError,
  Uid,
} from './module-structure.ts';
import { placeOf, readBody, readSubstitutions, referenceOf } from './read-node.ts';
import { child, readSemanticXml, textOf, type XmlElement } from './xml-element.ts';

/**
 * The semantic tree of a specification, from the output of `tla2sany.xml.XMLExporter -o` (schema: sany.xsd in the
 * jar). SANY does not tell which definitions are LOCAL, and writes integers beyond 32 bits as it happens to.
 */
export function parseSemanticXml(xml: string): Result<ModuleStructure, StructureError> {
  const symbols = new Map<Uid, SemanticSymbol>();
  const moduleElements: XmlElement[] = [];
  let rootModule = '';
  const read = readSemanticXml(xml, {
    onEntry: ({ children: [uid, element] }) => {
      if (!uid || !element) return;
      if (element.name === 'ModuleNode') moduleElements.push(element);
      symbols.set(Number(uid.text), readSymbol(Number(uid.text), element));
    },
    onRootChild: (element) => {
      if (element.name === 'RootModule') rootModule = element.text;
      if (element.name === 'ModuleNode') moduleElements.push(element);
    },
  });
  if (!read.ok) return read;
  const modules = moduleElements.map((element) => readModule(element, symbols));
  if (!modules.some(({ name }) => name === rootModule)) {
    return fail({ code: 'structure', message: `no module ${JSON.stringify(rootModule)} in the document` });
  }
  return ok({ rootModule, modules, symbols });
}

/** SANY's numbers for kinds of declarations. */
const DECLARATION_KINDS: Readonly<Record<string, Declaration['kind']>> = { '2': 'constant', '3': 'variable' };

const OTHER_KINDS: Readonly<Record<string, 'instance' | 'assumption' | 'theorem' | 'module'>> = {
  ModuleInstanceKind: 'instance',
  AssumeNode: 'assumption',
  AssumeDef: 'assumption',
  TheoremNode: 'theorem',
  TheoremDefNode: 'theorem',
  ModuleNode: 'module',
};

function readSymbol(uid: Uid, element: XmlElement): SemanticSymbol {
  const name = textOf(element, 'uniquename');
  const arity = Number(textOf(element, 'arity'));
  const place = placeOf(element);
  switch (element.name) {
    case 'OpDeclNode':
      return { kind: DECLARATION_KINDS[textOf(element, 'kind')] ?? 'declared', uid, name, arity, ...place };
    case 'FormalParamNode':
      return { kind: 'parameter', uid, name, arity, ...place };
    case 'BuiltInKind':
      return { kind: 'builtin', uid, name, arity };
    case 'UserDefinedOpKind':
      return {
        kind: 'definition',
        uid,
        name,
        module: place.location?.module ?? '',
        parameters: (child(element, 'params')?.children ?? []).map(({ children }) =>
          referenceOf(children[0]),
        ),
        body: readBody(element),
        recursive: child(element, 'recursive') !== undefined,
        ...place,
      };
    default:
      return { kind: OTHER_KINDS[element.name] ?? 'other', uid, name, ...place };
  }
}

function readModule(element: XmlElement, symbols: ReadonlyMap<Uid, SemanticSymbol>): ModuleSummary {
  const uids = element.children
    .filter(({ name }) => name.endsWith('Ref'))
    .map(referenceOf)
    .sort((a, b) => a - b);
  const ofKind = (kind: SemanticSymbol['kind']) => uids.filter((uid) => symbols.get(uid)?.kind === kind);
  return {
    name: textOf(element, 'uniquename'),
    ...placeOf(element),
    constants: ofKind('constant'),
    variables: ofKind('variable'),
    definitions: ofKind('definition'),
    instances: element.children.filter(({ name }) => name === 'InstanceNode').map(readInstance),
  };
}

function readInstance(element: XmlElement): Instance {
  const name = child(element, 'uniquename')?.text;
  return {
    ...(name ? { name } : {}),
    ...placeOf(element),
    module: textOf(element, 'module'),
    parameters: (child(element, 'params')?.children ?? []).map(referenceOf),
    substitutions: readSubstitutions(element),
  };
}
