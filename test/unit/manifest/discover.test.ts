import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discoverModels } from '../../../src/manifest/index.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const MODULE = '---- MODULE M ----\n====\n';
const CONFIG = 'SPECIFICATION Spec\n';

/** What is found below a folder, as `module config` and `file: message`. */
async function found(folder: string, path = '.'): Promise<{ tasks: string[]; errors: string[] }> {
  const { tasks, errors } = await discoverModels([join(folder, path)]);
  return {
    tasks: tasks.map(({ module, config }) => `${module} ${relative(folder, config)}`),
    errors: errors.map(({ file, message }) => `${relative(folder, file)}: ${message}`),
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
    expect(errors).toContain('manifest.json: "models" must be a list');
  });

  test.each(['{ "models": 1, "name": "n" }', '{ "short_name": '])(
    '%s is ours, with a mistake',
    async (text) => {
      const { tasks, errors } = await found(tempFolder({ ...files, 'manifest.json': text }));
      expect(tasks).toEqual([]);
      expect(errors).toHaveLength(1);
    },
  );
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
});
