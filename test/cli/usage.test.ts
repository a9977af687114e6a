import Ajv2020 from 'ajv/dist/2020.js';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';

const FILES = {
  'Spec.tla': "---- MODULE Spec ----\nVARIABLE x\nInit == x = 0\nNext == x' = x\nZero == x = 0\n====\n",
  'Spec.cfg': 'INIT Init\nNEXT Next\nINVARIANT Zero\n',
  'notes.txt': '',
};

/** With a Java that does not exist: a message that comes before TLC is started does not speak of Java. */
const NO_JAVA = { env: { PATH: '/nowhere', JAVA_HOME: '/nowhere' } };

const validate = new Ajv2020.default({ allErrors: true }).compile(
  JSON.parse(readFileSync(join(ROOT, 'docs/check-report.schema.json'), 'utf8')) as object,
);

describe('an option without effect is a mistake, before TLC is started', () => {
  test.each([
    ['--lib that is not there', ['--lib', 'modules'], '--lib: modules cannot be read: there is no such file'],
    [
      '--lib that is neither folder nor jar',
      ['--lib', 'notes.txt'],
      '--lib: notes.txt is neither a folder nor',
    ],
    ['--depth alone', ['--depth', '5'], '--depth goes with --simulate'],
    [
      '--config beside a configuration',
      ['--config', 'Spec.cfg', 'Spec.cfg'],
      'Spec.cfg is a configuration itself',
    ],
    ['--config with a folder', ['--config', 'Spec.cfg', '.'], '--config goes with a module'],
    ['--config without a path', ['--config', 'Spec.cfg'], '--config goes with a module'],
    [
      '--config of a configuration that is not there',
      ['Spec.tla', '--config', 'Spce.cfg'],
      'Spce.cfg: no such configuration for Spec; did you mean Spec.cfg?',
    ],
    ['a misspelt path', ['Spce.tla'], 'FAIL Spce.tla: no such file or folder; did you mean Spec.tla?\n'],
    ['a path that is not there has no line', ['Nowhere.tla'], 'FAIL Nowhere.tla: no such file or folder\n'],
  ])('%s', async (_, args, message) => {
    const cwd = tempFolder(FILES);
    const run = await runCli(['check', ...args], { cwd, ...NO_JAVA });
    expect(run.stdout + run.stderr).toContain(message);
    expect(run.exitCode).toBe(2);
    const json = await runCli(['check', ...args, '--json'], { cwd, ...NO_JAVA });
    const report: unknown = JSON.parse(json.stdout);
    expect(validate(report) || validate.errors).toBe(true);
    expect(report).toMatchObject({ exitCode: 2, models: [], errors: [{}] });
  });

  test('a library of the settings that is not there, with file and line', async () => {
    const settings = '{\n  "libraries": [\n    ".",\n    "modules"\n  ]\n}\n';
    const cwd = tempFolder({ ...FILES, 'tracewright.config.json': settings });
    for (const command of [['check'], ['doctor']]) {
      const run = await runCli(command, { cwd, ...NO_JAVA });
      expect(run.stdout + run.stderr).toContain('tracewright.config.json:4: modules cannot be read');
      expect(run.exitCode).toBe(2);
    }
  });

  test('--lib takes one path, so that it does not swallow those of the models', async () => {
    const files = { ...FILES, 'own/Own.tla': '---- MODULE Own ----\n====\n' };
    const run = await runCli(['check', '--lib', 'own', 'Spec.tla', '--lib', '.'], { cwd: tempFolder(files) });
    expect(run.stdout).toContain('Spec.cfg: Zero holds');
    expect(run.exitCode).toBe(0);
  });
});

describe('a suggestion is near, or there is none', () => {
  test.each([
    [['check', '--bogus'], "unknown option '--bogus'\n"],
    [['check', '--wokrers', '2'], "unknown option '--wokrers'; did you mean --workers?\n"],
    [['setup', '--json'], "unknown option '--json'\n"],
    [['docter'], "unknown command 'docter'; did you mean doctor?\n"],
  ])('%j', async (args, message) => {
    const run = await runCli(args);
    expect(run.stderr).toContain(message);
    expect(run.exitCode).toBe(2);
  });
});

describe('folders that cannot be written end with a message, before TLC is started', () => {
  test.each(['--logs', '--save-traces'])('%s', async (option) => {
    const cwd = tempFolder(FILES);
    const run = await runCli(['check', option, 'notes.txt/below'], { cwd, ...NO_JAVA });
    expect(run.stderr).toContain(
      `Cannot write to notes.txt/below: a part of the path is no folder (ENOTDIR). Choose another folder with ${option}.`,
    );
    expect(run.exitCode).toBe(2);
  });

  test.runIf(existsSync('/proc/self')).each(['--logs', '--save-traces'])('%s below /proc', async (option) => {
    const run = await runCli(['check', option, '/proc/tracewright/x'], {
      cwd: tempFolder(FILES),
      ...NO_JAVA,
    });
    expect(run.stderr).toContain(
      `Cannot write to /proc/tracewright/x: nothing can be made there (ENOENT). Choose another folder with ${option}.`,
    );
    expect(run.exitCode).toBe(2);
  });

  test.runIf(existsSync('/proc/self'))('a cache below /proc', async () => {
    const env = { TRACEWRIGHT_CACHE: '/proc/tracewright/cache' };
    const run = await runCli(['setup'], { env });
    expect(run.stderr).toContain('nothing can be made there (ENOENT). Set TRACEWRIGHT_CACHE');
    expect(run.exitCode).toBe(2);
  });
});
