import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discoverModels } from '../../../src/manifest/index.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const MODULE = '---- MODULE M ----\n====\n';
const CONFIG = 'SPECIFICATION Spec\n';

/** What is found below a folder, as `module config` and `file: message`. */
async function found(folder: string, ...paths: string[]): Promise<{ tasks: string[]; errors: string[] }> {
  const below = paths.length === 0 ? ['.'] : paths;
  const { tasks, errors } = await discoverModels(below.map((path) => join(folder, path)));
  return {
    tasks: tasks.map(
      ({ module, config, expected }) =>
        `${module} ${relative(folder, config)}${expected ? `: ${expected.expect.result}` : ''}`,
    ),
    errors: errors.map(
      ({ file, line, message }) =>
        `${relative(folder, file)}${line === undefined ? '' : `:${line}`}: ${message}`,
    ),
  };
}

describe('links', () => {
  test('to folders and files are followed', async () => {
    const elsewhere = tempFolder({ 'M.tla': MODULE, 'M.cfg': CONFIG });
    const folder = tempFolder({ 'own/M.tla': MODULE });
    symlinkSync(elsewhere, join(folder, 'linked'));
    symlinkSync(join(elsewhere, 'M.cfg'), join(folder, 'own/M.cfg'));
    expect(await found(folder)).toEqual({ tasks: ['M linked/M.cfg', 'M own/M.cfg'], errors: [] });
  });

  test('that lead in a circle or nowhere are passed over', async () => {
    const folder = tempFolder({ 'a/M.tla': MODULE, 'a/M.cfg': CONFIG });
    mkdirSync(join(folder, 'a/b'));
    symlinkSync('../..', join(folder, 'a/b/top'));
    symlinkSync('nowhere', join(folder, 'a/broken'));
    symlinkSync('nowhere', join(folder, 'a/.#M.cfg'));
    expect(await found(folder)).toEqual({ tasks: ['M a/M.cfg'], errors: [] });
  });
});

describe("another tool's manifest.json", () => {
  const files = { 'manifest.json': '{ "short_name": "app" }', 'M.tla': MODULE, 'M.cfg': CONFIG };

  test('does not hide the configurations beside it', async () => {
    expect(await found(tempFolder(files))).toEqual({ tasks: ['M M.cfg'], errors: [] });
  });

  test('is an error when it is named', async () => {
    const { tasks, errors } = await found(tempFolder(files), 'manifest.json');
    expect(tasks).toEqual([]);
    expect(errors).toContain('manifest.json:1: "models" must be a list');
  });

  test.each([
    '{ "models": 1, "name": "n" }',
    '{ "short_name": ',
    '{ "name": "n", "Models": [] }',
    '{ "name": "n", "model": [] }',
    '{ "name": "n" }',
  ])('%s is ours, with a mistake', async (text) => {
    const { tasks, errors } = await found(tempFolder({ ...files, 'manifest.json': text }));
    expect(tasks).toEqual([]);
    expect(errors).not.toEqual([]);
  });
});

test('two manifests that expect different things of one model are a mistake, with both places', async () => {
  const manifest = (result: string): string =>
    JSON.stringify({ name: 'm', models: [{ module: 'M', config: 'M.cfg', expect: { result } }] });
  const folder = tempFolder({
    'M.tla': MODULE,
    'M.cfg': CONFIG,
    'manifest.json': manifest('holds'),
    'same.json': manifest('holds'),
    'other.json': manifest('holds-within'),
  });
  expect((await found(folder, 'manifest.json', 'same.json')).errors).toEqual([]);
  expect((await found(folder, 'manifest.json', 'other.json')).errors).toEqual([
    expect.stringMatching(/^other\.json:1: .*manifest\.json:1 expects something else of M\.cfg$/),
  ]);
});

describe("another tool's cfg file", () => {
  const setup = { 'setup.cfg': '[metadata]\nname = SPECIFICATION\n' };

  test('is not the configuration of the only module', async () => {
    const folder = tempFolder({ ...setup, 'M.tla': MODULE, 'M.cfg': CONFIG });
    expect(await found(folder)).toEqual({ tasks: ['M M.cfg'], errors: [] });
  });

  test('is not taken for a module that is named, either', async () => {
    const { tasks, errors } = await found(tempFolder({ ...setup, 'M.tla': MODULE }), 'M.tla');
    expect(tasks).toEqual([]);
    expect(errors).toEqual(['M.tla: no configuration: TLC needs M.cfg beside the module']);
  });

  test('is no error where there is no module', async () => {
    const folder = tempFolder({ ...setup, 'specs/M.tla': MODULE, 'specs/M.cfg': CONFIG });
    expect(await found(folder)).toEqual({ tasks: ['M specs/M.cfg'], errors: [] });
  });

  test("TLC's goes with the only module whatever its name, and without one is an error", async () => {
    const large = { 'large.cfg': '\\* many\n  CONSTANTS N = 9\n' };
    expect((await found(tempFolder({ ...large, 'M.tla': MODULE }))).tasks).toEqual(['M large.cfg']);
    const { tasks, errors } = await found(tempFolder({ ...large, 'M.tla': MODULE, 'O.tla': MODULE }));
    expect(tasks).toEqual([]);
    expect(errors[0]).toMatch(/^large\.cfg: no module of this folder has a name/);
  });

  const manifest = (config: string): string =>
    JSON.stringify({ name: 'n', models: [{ module: 'M', config, expect: { result: 'holds' } }] });

  test('beside a manifest need not be listed in it', async () => {
    const other = { ...setup, 'tox.cfg': 'VIEW = full\nINIT: no\n' };
    const folder = tempFolder({
      ...other,
      'M.tla': MODULE,
      'M.cfg': CONFIG,
      'manifest.json': manifest('M.cfg'),
    });
    expect(await found(folder)).toEqual({ tasks: ['M M.cfg: holds'], errors: [] });
  });

  test.each([
    ['a keyword of TLC', 'large.cfg', CONFIG],
    ['the name of a module at its beginning', 'M_large.cfg', ''],
  ])('with %s is a model, and has to be listed', async (_, name, text) => {
    const files = { 'M.tla': MODULE, 'M.cfg': CONFIG, 'manifest.json': manifest('M.cfg') };
    const { errors } = await found(tempFolder({ ...files, [name]: text }));
    expect(errors).toEqual([
      `manifest.json: ${name} is in no entry of the manifest, so nobody says what it must show`,
    ]);
  });

  test('that is listed and not there is an error with the line of its entry', async () => {
    const files = { 'M.tla': MODULE, 'M_small.cfg': CONFIG, 'manifest.json': manifest('M_smal.cfg') };
    const { errors } = await found(tempFolder(files));
    expect(errors[0]).toBe(
      'manifest.json:1: no file M_smal.cfg beside the manifest; did you mean M_small.cfg?',
    );
  });
});

describe('what is named twice', () => {
  const manifest =
    '{ "name": "n", "models": [{ "module": "M", "config": "M.cfg", "expect": { "result": "holds" } }] }';
  const files = { 'a/M.tla': MODULE, 'a/M.cfg': CONFIG, 'a/manifest.json': manifest };

  test.each([
    [['a', 'a']],
    [['.', 'a/manifest.json']],
    // The one that says what is expected counts.
    [['a/M.tla', 'a', 'a/M.cfg']],
  ])('%j: runs once', async (paths) => {
    expect(await found(tempFolder(files), ...paths)).toEqual({ tasks: ['M a/M.cfg: holds'], errors: [] });
  });

  test('is wrong once', async () => {
    expect(await found(tempFolder(files), 'b', 'b')).toEqual({
      tasks: [],
      errors: ['b: no such file or folder'],
    });
  });
});

describe('what cannot be read is an error, and the rest is found', () => {
  test('a configuration that is a link to nowhere', async () => {
    const folder = tempFolder({ 'a/M.tla': MODULE, 'b/M.tla': MODULE, 'b/M.cfg': CONFIG });
    symlinkSync('nowhere', join(folder, 'a/M.cfg'));
    const { tasks, errors } = await found(folder, 'a/M.tla', 'b');
    expect(tasks).toEqual(['M b/M.cfg']);
    expect(errors).toEqual(['a/M.cfg: no such file or folder']);
  });

  test('a configuration that is a folder', async () => {
    const folder = tempFolder({ 'a/M.tla': MODULE, 'a/M.cfg/readme.txt': '' });
    const { errors } = await found(folder, 'a/M.tla');
    expect(errors[0]).toMatch(/^a\/M\.cfg: cannot be read \(EISDIR: illegal operation on a directory\)$/);
  });
});
