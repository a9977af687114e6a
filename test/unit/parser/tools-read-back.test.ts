import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import {
  parseSemanticXml,
  parseValue,
  printConfig,
  printDefinition,
  readTlcOutput,
  type Definition,
  type ModuleStructure,
} from '../../../src/parser/index.ts';
import { exportSemanticXml, findJava, resolveJar, runTlc, type Result } from '../../../src/tlc/index.ts';
import {
  bool,
  fn,
  int,
  interval,
  modelValue,
  printValue,
  record,
  seq,
  set,
  string,
  valuesEqual,
  type TlaValue,
} from '../../../src/trace/index.ts';

const SEMANTIC = path.join(import.meta.dirname, '../../cases/semantic');

const valueOf = <T>(result: Result<T, { readonly message: string }>): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

async function realTools(): Promise<{ java: string; jar: string; folder: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'read-back-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    java: valueOf(await findJava(process.env)).path,
    jar: valueOf(await resolveJar({ env: process.env })).path,
  };
}

/** TLC compares the elements of a set, so that all must be of one type. */
const typed: fc.Arbitrary<fc.Arbitrary<TlaValue>> = fc.letrec<{ type: fc.Arbitrary<TlaValue> }>((tie) => {
  const int32 = fc
    .oneof(fc.integer({ min: -3, max: 9 }), fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }))
    .map(int);
  const text = fc.stringMatching(/^["\\\n\t\r\f a-z/=@!{}<>|:,0-9]{0,12}$/).map(string);
  const few = (values: fc.Arbitrary<TlaValue>) => fc.array(values, { maxLength: 4 });
  const fields = ['a', 'b', 'x_1', 'TRUE', 'Nat', 'line', '1a', 'new', 'E'];
  return {
    type: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constant(int32),
      fc.constant(fc.boolean().map(bool)),
      fc.constant(text),
      fc.constant(fc.constantFrom('p1', 'p2', 'null', 'of').map(modelValue)),
      fc.constant(
        fc.tuple(fc.integer({ min: -5, max: 5 }), fc.nat(9)).map(([low, size]) => interval(low, low + size)),
      ),
      tie('type').map((element) => few(element).map(set)),
      tie('type').map((element) => few(element).map(seq)),
      fc
        .tuple(tie('type'), tie('type'))
        .map(([key, image]) => few(fc.tuple(key, image) as never).map((pairs) => fn(pairs as never))),
      fc
        .tuple(fc.subarray(fields, { minLength: 1, maxLength: 3 }), tie('type'))
        .map(([names, field]) =>
          fc
            .tuple(...names.map(() => field))
            .map((values) => record(values.map((value, i) => [names[i]!, value]))),
        ),
    ),
  };
}).type;

it('TLC reads what printValue prints, and prints what parseValue reads', async () => {
  const { java, jar, folder } = await realTools();
  const values = fc.sample(
    typed.chain((type) => type),
    { numRuns: 400, seed: 7 },
  );
  const cases = values.map((value, i) => `ASSUME PrintT("#${i}") /\\ PrintT(${printValue(value)})`);
  writeFileSync(
    path.join(folder, 'Back.tla'),
    [
      '---- MODULE Back ----',
      'EXTENDS Integers, TLC',
      'CONSTANTS p1, p2, null, of',
      ...cases,
      '====',
      '',
    ].join('\n'),
  );
  const models = ['p1', 'p2', 'null', 'of'].map((name) => ({
    kind: 'value' as const,
    name,
    value: modelValue(name),
    line: 0,
  }));
  writeFileSync(
    path.join(folder, 'Back.cfg'),
    printConfig({ statements: [{ keyword: 'CONSTANT', bindings: models, line: 0 }] }),
  );
  const lines: string[] = [];
  const reader = readTlcOutput({ onUserLine: (line) => lines.push(line) });
  valueOf(
    await runTlc(
      {
        java,
        jar,
        folder,
        module: 'Back',
        configFile: 'Back.cfg',
        modelSize: 'tiny',
        logFolder: folder,
        scratchFolder: folder,
      },
      { onOutput: (text) => reader.push(text) },
    ),
  );
  const output = reader.end();
  expect(output.findings.map(({ text }) => text)).toEqual([]);
  expect(output.sanyText.filter((line) => line !== '')).toEqual([]);
  const printed = lines
    .join('\n')
    .split(/^"#\d+"$\n?/m)
    .slice(1);
  expect(printed).toHaveLength(values.length);
  values.forEach((value, i) => {
    const back = parseValue(printed[i]!);
    expect(
      back.ok && valuesEqual(back.value, value),
      `${printValue(value)}\ncame back as\n${printed[i]}`,
    ).toBe(true);
  });
}, 60_000);

/** All definitions of the root module as text that does not depend on places and numbers. */
function definitionsOf(structure: ModuleStructure): string[] {
  return structure.modules
    .find(({ name }) => name === structure.rootModule)!
    .definitions.map((uid) => structure.symbols.get(uid) as Definition)
    .filter(({ module, name }) => module === structure.rootModule && !name.includes('!'))
    .map(({ uid }) => {
      const printed = printDefinition(uid, structure);
      if (!printed.ok) throw new Error(printed.error.what);
      return printed.value;
    });
}

it.each(['Lasso', 'Nested', 'Instances', 'Everything'])(
  'SANY reads what printDefinition prints for %s',
  async (name) => {
    const { java, jar, folder } = await realTools();
    cpSync(SEMANTIC, folder, { recursive: true });
    const original = parseSemanticXml(readFileSync(path.join(SEMANTIC, `${name}.xml`), 'utf8'));
    if (!original.ok) throw new Error(original.error.message);
    const source = readFileSync(path.join(SEMANTIC, `${name}.tla`), 'utf8').split('\n');
    const head = source.filter((line) =>
      /^(----|EXTENDS|CONSTANT|VARIABLE|[A-Z](\(s\))? == INSTANCE)/.test(line),
    );
    writeFileSync(
      path.join(folder, `${name}.tla`),
      [...head, ...definitionsOf(original.value), '====', ''].join('\n'),
    );
    const run = valueOf(await exportSemanticXml({ java, jar, folder, module: name }));
    expect(run.exitCode, run.stdout + run.stderr).toBe(0);
    const again = parseSemanticXml(run.stdout);
    if (!again.ok) throw new Error(again.error.message);
    const plain = (text: string) =>
      text.replaceAll('/\\', '\\land').replaceAll('\\/', '\\lor').replaceAll(/[()]/g, '');
    expect(definitionsOf(again.value).map(plain)).toEqual(definitionsOf(original.value).map(plain));
  },
  60_000,
);
