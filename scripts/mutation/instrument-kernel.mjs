import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commonTokens } from '@stryker-mutator/api/plugin';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What the core does: not its layout, which is a table of numbers, nor what only worker threads and the explorer need. */
const CORE = /^kernel\/(block|designs|flags|fs|mm)\/.*\.ts$/;
/** Stryker's own switches, at the head of each file; ours stand in for them, because theirs count every evaluation. */
const SWITCHES = /function stryNS_9fa48\(\)[\s\S]*?return isActive\(id\);\n\}\n/;

/** What decides how the suites come out. */
const WALKED = /^(kernel\/(?!schedule|workers)|conformance|graph|trace)\b/;
/** What the tests need besides the sources. */
const PARTS = ['package.json', 'tsconfig.json', 'vitest.config.ts', 'generated', 'specs', 'test'];
const SWITCHES_FILE = 'kernel/mutants.js';

/**
 * Copies the sources to a folder of their own, with all mutants of the core in them, each behind a switch, and compiles
 * them: TypeScript in `src`, JavaScript in `dist`, with the switches in `kernel/mutants.js` of both.
 */
export async function instrumentKernel() {
  const folder = mkdtempSync(join(tmpdir(), 'mutate-kernel-'));
  for (const part of PARTS)
    cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const sources = readdirSync(join(root, 'src'), { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, content: readFileSync(join(root, 'src', name), 'utf8'), mutate: true }));
  const { files, mutants } = await instrument(sources.filter(({ name }) => CORE.test(name)));
  const instrumented = new Map(files.map(({ name, content }) => [name, content]));
  const hash = createHash('sha256');
  for (const { name, content } of sources) {
    if (WALKED.test(name)) hash.update(content);
    const text = withOurSwitches(name, instrumented.get(name) ?? content);
    write(join(folder, 'src', name), text);
    write(join(folder, 'dist', name.replace(/\.ts$/, '.js')), compiled(text));
  }
  const switches = fileURLToPath(new URL('mutants.mjs', import.meta.url));
  for (const tree of ['src', 'dist']) cpSync(switches, join(folder, tree, SWITCHES_FILE));
  const suites = join(folder, 'generated/conformance');
  for (const design of readdirSync(suites)) {
    writeTraces(join(suites, design));
    for (const file of readdirSync(join(suites, design)))
      hash.update(readFileSync(join(suites, design, file)));
  }
  return { folder, mutants, inputsHash: hash.digest('hex') };
}

/** A suite is TypeScript for vitest; `traces.mjs` beside it has its traces alone. */
function writeTraces(suite) {
  const text = readFileSync(join(suite, 'suite.test.ts'), 'utf8');
  const [start, end] = [text.indexOf('\nconst traces'), text.indexOf('\nconst walks')];
  const traces = text.slice(start + 1, end).replace(/: readonly SuiteTrace<.*>\[\]/, '');
  writeFileSync(join(suite, 'traces.mjs'), compiled(`export ${traces}`));
}

/** JavaScript from TypeScript, without a look at the types. */
function compiled(text) {
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
  };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

function instrument(files) {
  const silent = () => {};
  const logger = { debug: silent, info: silent, warn: silent, isDebugEnabled: () => false };
  const injector = createInjector().provideValue(commonTokens.logger, logger);
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  return injector.injectFunction(createInstrumenter).instrument(files, options);
}

function withOurSwitches(name, content) {
  const path = relative(dirname(name), SWITCHES_FILE).split('\\').join('/');
  const from = JSON.stringify(path.startsWith('.') ? path : `./${path}`);
  return content.replace(SWITCHES, () => `import { stryCov_9fa48, stryMutAct_9fa48 } from ${from};\n`);
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
