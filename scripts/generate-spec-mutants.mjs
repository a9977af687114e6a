/**
 * Writes docs/spec-mutants.md: the mutants of the study's specifications, and who notices them. Each change of a module is
 * judged on models whose state graph a suite walks (`tracewright mutants --together --walked`): a night for all of them.
 *
 * Usage: npm run spec-mutants, or after a build: node scripts/generate-spec-mutants.mjs [--every <n>] [--from <file>]
 * With --every 3 a third of the changes is judged, the same ones each time. With --from, the JSON of an earlier
 * `tracewright mutants specs --together --walked --json` is shown.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const option = (name) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const from = option('--from');

const { models, problems } = JSON.parse(from === undefined ? judge() : readFileSync(from, 'utf8'));
if (problems.length > 0) throw new Error(problems.join('\n'));
const { config, mutants, found } = models[0];
writeFileSync(join(root, 'docs/spec-mutants.md'), page());

function judge() {
  const part = option('--every') === undefined ? [] : ['--every', option('--every')];
  const { status, stdout } = spawnSync(
    process.execPath,
    [...'bin/tracewright.js mutants specs --together --walked --time-limit 60 --json'.split(' '), ...part],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) throw new Error(`tracewright mutants ended with exit code ${status}`);
  return stdout;
}

function page() {
  const modules = [...new Set(mutants.map(({ location }) => location.module))].sort();
  const rows = modules.map((module) => [
    `${module}.tla`,
    ...counts(mutants.filter(({ location }) => location.module === module)),
  ]);
  const all = counts(mutants);
  const [total, broken, same, , , noticed] = all;
  const head = [
    'module',
    'mutants',
    'not a model',
    'same graph',
    'a property',
    'a test',
    'either',
    'a choice',
    'not known',
  ];
  const every = Math.round(found / total);
  const part = every === 1 ? '' : ` -- --every ${every}`;
  const share = every === 1 ? 'each change' : `one change in ${every}`;
  const left = mutants.filter((mutant) => kindOf(mutant) === 'allows more' || kindOf(mutant) === 'not known');
  return `# Mutants of the study's specifications

Made by \`npm run spec-mutants${part}\`: ${share} that \`tracewright mutants\` knows ([mutants.md](mutants.md)) in the modules of all designs,
judged on those of the ${config.replace(' together', '')} whose state graph a suite walks in which it can make a difference. The first that
notices it ends the search, so the columns "a property" and "a test" say less than they could, and "either" what counts.

${[row(head), row(head.map(() => '---')), ...rows.map(row), row(['all', ...all])].join('\n')}

Of ${total} mutants, ${broken} are no models (TLC cannot evaluate them) and ${same} have the state graph of the original in each of these models:
the change makes no difference there. Of the other ${total - broken - same}, **${noticed} (${((100 * noticed) / (total - broken - same)).toFixed(1)} %)** are noticed. What is a choice (an outcome or an initial
state more, or one of several less) no test of an implementation can insist on.

## Not noticed

| place | change | why |
| --- | --- | --- |
${left.map((mutant) => row([place(mutant), change(mutant), whyOf(mutant)])).join('\n') || '| none | | |'}

## With the state graph of the original

In all models that a suite walks: a guard that another one implies, an update of what is so already, a rule for what these models do
not have. A larger model may tell some of them from the original.

| place | change |
| --- | --- |
${mutants
  .filter((mutant) => kindOf(mutant) === 'same graph')
  .map((mutant) => row([place(mutant), change(mutant)]))
  .join('\n')}
`;
}

function counts(some) {
  const count = (test) => some.filter(test).length;
  const ofKind = (kind) => count((mutant) => kindOf(mutant) === kind);
  return [
    some.length,
    ofKind('not a model'),
    ofKind('same graph'),
    count(({ noticedBy }) => noticedBy.length > 0),
    count(isSeparated),
    ofKind('noticed'),
    ofKind('allows more'),
    ofKind('not known'),
  ];
}

function kindOf(mutant) {
  const { noticedBy, outcome } = mutant;
  if (noticedBy.length > 0 || isSeparated(mutant)) return 'noticed';
  const kinds = { broken: 'not a model', equivalent: 'same graph', different: 'allows more' };
  return kinds[outcome.kind] ?? 'not known';
}

function isSeparated({ outcome }) {
  return outcome.kind === 'different' && outcome.by !== undefined;
}

function whyOf({ outcome }) {
  return cell(outcome.difference ?? outcome.reason);
}

function place({ location }) {
  return `${location.module}.tla:${location.beginLine}`;
}

function change({ kind, text, becomes }) {
  return kind === 'guard negated' || kind === 'guard dropped' || kind === 'wrong index'
    ? `${kind}: ${cell(text)}`
    : `${kind}: ${cell(text)} becomes ${cell(becomes)}`;
}

function cell(text) {
  const line = text.replace(/\s+/g, ' ');
  const short = line.length > 160 ? `${line.slice(0, 157)}...` : line;
  return short.replace(/[\\`*_[\]<>|#~&]/g, (character) => `\\${character}`);
}

function row(cells) {
  return `| ${cells.join(' | ')} |`;
}
