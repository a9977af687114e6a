import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findNextOperator,
  nextStateDisjuncts,
  parseSemanticXml,
  printDefinition,
  printExpression,
  type Definition,
  type Expression,
  type ModuleStructure,
  type ModuleSummary,
  type NextStateDisjunct,
} from '../../../src/parser/index.ts';
import { expectGolden } from './golden.ts';

const CASES = path.join(import.meta.dirname, '../../cases/semantic');
const xmlOf = (name: string): string => readFileSync(path.join(CASES, `${name}.xml`), 'utf8');

function load(name: string): ModuleStructure {
  const structure = parseSemanticXml(xmlOf(name));
  if (!structure.ok) throw new Error(JSON.stringify(structure.error));
  return structure.value;
}
const rootOf = (structure: ModuleStructure): ModuleSummary =>
  structure.modules.find(({ name }) => name === structure.rootModule)!;
const named = (structure: ModuleStructure, uids: readonly number[]): string[] =>
  uids.map((uid) => structure.symbols.get(uid)!.name);

function text(expression: Expression, structure: ModuleStructure): string {
  const printed = printExpression(expression, structure);
  return printed.ok ? printed.value : `unsupported: ${printed.error.what}`;
}

/** The definitions that stand in the root module itself, each on a line. */
function definitions(structure: ModuleStructure): string[] {
  return rootOf(structure)
    .definitions.map((uid) => structure.symbols.get(uid) as Definition)
    .filter(({ module, name }) => module === structure.rootModule && !name.includes('!'))
    .map(({ uid }) => {
      const printed = printDefinition(uid, structure);
      return printed.ok ? printed.value : `unsupported: ${printed.error.what}`;
    });
}

const describeDisjunct = (disjunct: NextStateDisjunct, structure: ModuleStructure) => ({
  name: disjunct.name,
  qualifiedName: disjunct.qualifiedName,
  isWholeDefinition: disjunct.isWholeDefinition,
  arguments: disjunct.arguments.map(({ name, value }) => `${name} = ${text(value, structure)}`),
  bound: disjunct.bound.map(
    ({ name, set, tuple }) =>
      `${name} in ${text(set, structure)} level ${set.level}${tuple ? ` as <<${named(structure, tuple).join(', ')}>>` : ''}`,
  ),
  path: disjunct.path.map(({ kind }) => kind).join(' '),
  expression: text(disjunct.expression, structure),
  shownAs: `${disjunct.shownAs.name} ${disjunct.shownAs.location?.beginLine}:${disjunct.shownAs.location?.beginColumn}`,
});

describe.each(['Lasso', 'Nested', 'Instances', 'Everything', 'Hidden'])('the semantic tree of %s', (name) => {
  it('is as expected', () => {
    const structure = load(name);
    const root = rootOf(structure);
    const specification = findNextOperator(structure, 'Spec');
    const disjuncts = specification ? nextStateDisjuncts(structure, specification.next) : [];
    const summary = {
      modules: structure.modules.map((module) => module.name),
      constants: named(structure, root.constants),
      variables: named(structure, root.variables),
      instances: root.instances.map(
        ({ name: instance, module, parameters }) =>
          `${instance ?? ''}(${named(structure, parameters).join(', ')}) of ${module}`,
      ),
      definitions: definitions(structure),
      init: specification?.init.map((part) => text(part, structure)),
      next: specification?.nextName,
      disjuncts: disjuncts.map((disjunct) => describeDisjunct(disjunct, structure)),
    };
    expectGolden(path.join(CASES, `${name}.json`), `${JSON.stringify(summary, null, 2)}\n`);
  });
});

describe('parseSemanticXml', () => {
  it('skips what SANY prints in front of the document', () => {
    expect(parseSemanticXml(`Semantic processing of module Lasso\n${xmlOf('Lasso')}`)).toEqual(
      parseSemanticXml(xmlOf('Lasso')),
    );
  });

  it("refuses what is not SANY's, never with an exception", () => {
    const code = (xml: string) => {
      const structure = parseSemanticXml(xml);
      return structure.ok ? 'accepted' : structure.error.code;
    };
    expect(code('')).toBe('xml');
    expect(code('no xml')).toBe('xml');
    expect(code('<modules></modules>')).toBe('structure');
    expect(code('<modules><RootModule>A</RootModule>')).toBe('xml');
    expect(code(`<modules>${'<a>'.repeat(5000)}`)).toBe('too-deep');
    const lasso = xmlOf('Lasso');
    for (let length = 0; length < lasso.length; length += 1499)
      expect(code(lasso.slice(0, length))).not.toBe('accepted');
    const tag = fc.constantFrom(
      '<modules>',
      '</modules>',
      '<context>',
      '<entry>',
      '<UID>',
      '</UID>',
      '1',
      '<ModuleNode>',
      '<OpApplNode/>',
      '<body/>',
    );
    fc.assert(fc.property(fc.array(tag), (tags) => void parseSemanticXml(tags.join(''))));
  });

  it('survives a document with elements missing', () => {
    const gaps = xmlOf('Nested')
      .replaceAll(/<operator>.*?<\/operator>/g, '')
      .replaceAll('<begin>', '<start>')
      .replaceAll('</begin>', '</start>');
    const structure = parseSemanticXml(gaps);
    if (!structure.ok) throw new Error('the root module is there');
    expect(definitions(structure.value)[0]).toMatch(/^unsupported: symbol/);
    expect(nextStateDisjuncts(structure.value, 'Next')).toHaveLength(1);
  });
});

describe('findNextOperator and nextStateDisjuncts', () => {
  it('answer for operators that do not exist, or are no specification', () => {
    const structure = load('Lasso');
    expect(findNextOperator(structure, 'Nope')).toBeUndefined();
    expect(findNextOperator(structure, 'Init')).toBeUndefined();
    expect(nextStateDisjuncts(structure, 'Nope')).toEqual([]);
  });

  it('find no Next where there are two', () => {
    expect(findNextOperator(load('Hidden'), 'Double')).toBeUndefined();
  });

  it('take the name of Next as well as its expression', () => {
    const structure = load('Nested');
    expect(nextStateDisjuncts(structure, 'Next').map(({ name }) => name)).toEqual(
      nextStateDisjuncts(structure, findNextOperator(structure, 'Spec')!.next).map(({ name }) => name),
    );
  });
});

describe('printExpression', () => {
  it('uses the given names, also for the variables that it binds', () => {
    const structure = load('Nested');
    const [pin] = nextStateDisjuncts(structure, 'Next');
    const names = new Map(pin!.bound.map(({ uid }, i) => [uid, `b${i}`]));
    const printed = printExpression(pin!.expression, structure, (uid) => names.get(uid));
    expect(printed.ok && printed.value).toContain('[pins EXCEPT ![b1] = (@ \\union {b0})]');
  });

  it('gives a bound variable another name when the given text uses its own', () => {
    const structure = load('Everything');
    const quantified = structure.symbols.get(
      rootOf(structure).definitions.find((uid) => structure.symbols.get(uid)!.name === 'Capture')!,
    ) as Definition;
    const [parameter] = quantified.parameters;
    const printed = printExpression(quantified.body, structure, (uid) =>
      uid === parameter ? '(i + 1)' : undefined,
    );
    expect(printed.ok && printed.value).toMatch(/^\(\\E i_\d+ \\in S : \(i_\d+ = \(i \+ 1\)\)\)$/);
  });

  it('refuses what has no text in the root module', () => {
    const structure = load('Instances');
    const what = (expression: Expression) => {
      const printed = printExpression(expression, structure);
      return printed.ok ? 'printed' : printed.error.what;
    };
    const inside = [...structure.symbols.values()].find(
      (symbol): symbol is Definition => symbol.kind === 'definition' && symbol.name === 'Room',
    )!;
    const instantiated = [...structure.symbols.values()].find(
      (symbol): symbol is Definition => symbol.kind === 'definition' && symbol.name === 'B!Room',
    )!;
    expect(what({ kind: 'apply', operator: inside.uid, operands: [], bound: [] })).toBe(
      'Room of a module that is not extended',
    );
    expect(what({ kind: 'operator', operator: inside.uid })).toBe('Room of a module that is not extended');
    expect(what(instantiated.body)).toBe('the body of an instance');
    expect(what({ kind: 'apply', operator: 987654, operands: [], bound: [] })).toBe('symbol 987654');
    expect(what({ kind: 'unsupported', element: 'AssumeProveNode' })).toBe('AssumeProveNode');
    expect(printDefinition(987654, structure)).toMatchObject({ ok: false });
  });
});
