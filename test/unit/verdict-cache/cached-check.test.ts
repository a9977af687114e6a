import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeReport, type CheckSettings } from '../../../src/check/index.ts';
import type { ModelTask } from '../../../src/manifest/index.ts';
import type { Verdict } from '../../../src/trace/index.ts';
import { createCachedCheck } from '../../../src/verdict-cache/cached-check.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zip } from '../../support/zip.ts';

const HOLDS: Verdict = { kind: 'holds', statistics: { distinct: 12, generated: 20 } };
const INSIDE_JAR = '/gone/tmp/Naturals.tla';

/** A project with a model that reads its own module, one beside it, one from a library folder, and one of TLC's. */
function project() {
  const folder = tempFolder({
    'specs/MC.tla': '---- MODULE MC ----',
    'specs/MC.cfg': 'INIT Init\nNEXT Next\nINVARIANT A\n',
    'specs/Spec.tla': '---- MODULE Spec ----',
    'lib/Helper.tla': '---- MODULE Helper ----',
    'lib/Unused.tla': '---- MODULE Unused ----',
    'second/.keep': '',
  });
  writeFileSync(join(folder, 'tlc.jar'), zip({ 'tlc2/TLC.class': 'TLC' }));
  const env: Record<string, string | undefined> = { TRACEWRIGHT_CACHE: join(folder, 'cache') };
  const task: ModelTask = {
    folder: join(folder, 'specs'),
    module: 'MC',
    config: join(folder, 'specs/MC.cfg'),
    configText: 'INIT Init\nNEXT Next\nINVARIANT A\n',
  };
  const settings: CheckSettings = {
    java: '/usr/bin/java',
    jar: join(folder, 'tlc.jar'),
    jarSha256: '',
    libraries: [join(folder, 'lib'), join(folder, 'second')],
  };
  const moduleFiles = [
    ...['specs/MC.tla', 'specs/Spec.tla', 'lib/Helper.tla'].map((path) => join(folder, path)),
    INSIDE_JAR,
  ];
  return { folder, env, task, settings, moduleFiles };
}

type Project = ReturnType<typeof project>;

/** Checks with a TLC that counts its runs. Each use is a new process, as far as the cache can tell. */
async function check(
  { env, task, settings, moduleFiles }: Project,
  { verdict = HOLDS, during = () => undefined }: { verdict?: Verdict; during?: () => void } = {},
) {
  const warnings: string[] = [];
  let runs = 0;
  const cached = createCachedCheck({
    env,
    warn: (message) => warnings.push(message),
    check: (asked) => {
      runs++;
      during();
      const report = makeReport(asked, verdict);
      return Promise.resolve({
        ...report,
        moduleFiles,
        properties: ['A'],
        warnings: ['w'],
        tlcVersion: '2.18',
      });
    },
  });
  const report = await cached(task, settings);
  return { report, ran: runs === 1, warnings };
}

/** Whether a check after the change runs TLC again. */
async function runsAgainAfter(change: (project: Project) => Project | void): Promise<boolean> {
  const before = project();
  expect((await check(before)).ran).toBe(true);
  expect((await check(before)).ran, 'nothing has changed').toBe(false);
  return (await check(change(before) ?? before)).ran;
}

const write = (text: string, ...path: readonly string[]) => writeFileSync(join(...path), text);

describe('a verdict is used again', () => {
  test('when nothing has changed, with all that the report said', async () => {
    const here = project();
    const first = await check(here);
    const second = await check(here);
    expect(second.ran).toBe(false);
    const { cachedAt, ...report } = second.report;
    expect(Date.parse(cachedAt ?? '')).toBeGreaterThan(Date.now() - 600_000);
    const fromFolders = first.report.moduleFiles.filter((path) => path !== INSIDE_JAR);
    expect(report).toEqual({ ...first.report, moduleFiles: fromFolders });
    expect(second.warnings).toEqual([]);
  });

  test.each<[string, (project: Project) => Project | void]>([
    ['a module that was not read has changed', ({ folder }) => write('x', folder, 'lib/Unused.tla')],
    ['a module that was not read is new', ({ folder }) => write('x', folder, 'specs/Other.tla')],
    ['a file was touched', ({ folder }) => utimesSync(join(folder, 'specs/Spec.tla'), 1, 1)],
    ['more memory is given', (here) => ({ ...here, settings: { ...here.settings, memoryMegabytes: 512 } })],
    ['another Java runs it', (here) => ({ ...here, settings: { ...here.settings, java: '/opt/java' } })],
    [
      'the defaults are spelt out',
      (here) => ({ ...here, settings: { ...here.settings, fp: 0, seed: 1n, workers: 1 } }),
    ],
    [
      'memory is set by an environment variable',
      ({ env }) => void (env.JAVA_TOOL_OPTIONS = '-Xmx1g -XX:+UseSerialGC'),
    ],
    [
      'a module became a link to a file with the same text',
      ({ folder }) => {
        write('---- MODULE Spec ----', folder, 'Shared.tla');
        rmSync(join(folder, 'specs/Spec.tla'));
        symlinkSync('../Shared.tla', join(folder, 'specs/Spec.tla'));
      },
    ],
  ])('when %s', async (_, change) => expect(await runsAgainAfter(change)).toBe(false));

  test('when a module is a link, whose file TLC names', async () => {
    const here = project();
    mkdirSync(join(here.folder, 'common'));
    write('---- MODULE Shared ----', here.folder, 'common/Shared.tla');
    symlinkSync('../common/Shared.tla', join(here.folder, 'specs/Shared.tla'));
    const linked = { ...here, moduleFiles: [...here.moduleFiles, join(here.folder, 'common/Shared.tla')] };
    await check(linked);
    expect(await check(linked)).toMatchObject({ ran: false, warnings: [] });
    write('another', here.folder, 'common/Shared.tla');
    expect((await check(linked)).ran).toBe(true);
  });

  test('in another clone of the project', async () => {
    const here = project();
    await check(here);
    const clone = project();
    const { report, ran } = await check({ ...clone, env: here.env });
    expect(ran).toBe(false);
    expect(report.moduleFiles).toEqual(clone.moduleFiles.filter((path) => path !== INSIDE_JAR));
    expect(report.task).toBe(clone.task);
  });

  test('when a change is taken back, as by switching branches', async () => {
    const here = project();
    await check(here);
    write('another', here.folder, 'specs/Spec.tla');
    expect((await check(here)).ran).toBe(true);
    write('---- MODULE Spec ----', here.folder, 'specs/Spec.tla');
    expect((await check(here)).ran).toBe(false);
  });

  test('with the grade that the manifest gives it now', async () => {
    const here = project();
    await check(here);
    const expected = {
      module: 'MC',
      config: 'MC.cfg',
      expect: { result: 'holds', states: { distinct: 13 } },
      line: 1,
    } as const;
    const { report, ran } = await check({ ...here, task: { ...here.task, expected } });
    expect(ran).toBe(false);
    expect(report.grade).toMatchObject({
      asExpected: false,
      reason: 'expected 13 distinct states, but TLC found 12',
    });
  });
});

describe('TLC runs again', () => {
  test.each<[string, (project: Project) => Project | void]>([
    ['the module has changed', ({ folder }) => write('x', folder, 'specs/MC.tla')],
    ['a module beside it has changed', ({ folder }) => write('x', folder, 'specs/Spec.tla')],
    ['a module of a library has changed', ({ folder }) => write('x', folder, 'lib/Helper.tla')],
    ['a module is gone', ({ folder }) => rmSync(join(folder, 'lib/Helper.tla'))],
    [
      'a new module beside it shadows one of a library',
      ({ folder }) => write('x', folder, 'specs/Helper.tla'),
    ],
    [
      'a new module of an earlier library shadows one',
      ({ folder }) => write('x', folder, 'second/Helper.tla'),
    ],
    ["a new module shadows one of TLC's", ({ folder }) => write('x', folder, 'specs/Naturals.tla')],
    [
      'the configuration has changed',
      (here) => ({ ...here, task: { ...here.task, configText: 'INIT I\nNEXT N\n' } }),
    ],
    [
      'another configuration has the same text',
      (here) => ({ ...here, task: { ...here.task, config: here.task.config.replace('MC.cfg', 'MD.cfg') } }),
    ],
    ['some of the properties are asked for', (here) => ({ ...here, task: { ...here.task, only: ['A'] } })],
    ['the fingerprint polynomial is another', (here) => ({ ...here, settings: { ...here.settings, fp: 1 } })],
    ['the seed is another', (here) => ({ ...here, settings: { ...here.settings, seed: 2n } })],
    ['there are more workers', (here) => ({ ...here, settings: { ...here.settings, workers: 2 } })],
    [
      'it is a simulation',
      (here) => ({ ...here, settings: { ...here.settings, simulate: { behaviors: 5 } } }),
    ],
    [
      'the libraries are in another order',
      (here) => {
        write('different', here.folder, 'second/Helper.tla');
        return { ...here, settings: { ...here.settings, libraries: [...here.settings.libraries].reverse() } };
      },
    ],
    [
      'the TLC jar has changed',
      ({ folder }) => writeFileSync(join(folder, 'tlc.jar'), zip({ 'tlc2/TLC.class': 'other' })),
    ],
    [
      'there is one jar more',
      (here) => {
        writeFileSync(join(here.folder, 'more.jar'), zip({ 'More.tla': '----' }));
        return {
          ...here,
          settings: {
            ...here.settings,
            libraries: [...here.settings.libraries, join(here.folder, 'more.jar')],
          },
        };
      },
    ],
    [
      'Java is told to look for modules elsewhere',
      ({ env }) => void (env.JAVA_TOOL_OPTIONS = '-DTLA-Library=/elsewhere'),
    ],
    ['a Java class stands beside the module', ({ folder }) => write('', folder, 'specs/Spec.class')],
    [
      'Java overrides stand in a library',
      ({ folder }) => void mkdirSync(join(folder, 'lib/tlc2/overrides'), { recursive: true }),
    ],
    ['the cache is elsewhere', ({ env, folder }) => void (env.TRACEWRIGHT_CACHE = join(folder, 'other'))],
  ])('when %s', async (_, change) => expect(await runsAgainAfter(change)).toBe(true));

  test('when a jar of modules has changed', async () => {
    const here = project();
    const jar = join(here.folder, 'modules.jar');
    const inJar = {
      ...here,
      settings: { ...here.settings, libraries: [jar] },
      moduleFiles: [join(here.folder, 'specs/MC.tla'), '/gone/tmp/FromJar.tla'],
    };
    writeFileSync(jar, zip({ 'FromJar.tla': 'one' }));
    await check(inJar);
    expect((await check(inJar)).ran).toBe(false);
    writeFileSync(jar, zip({ 'FromJar.tla': 'two' }));
    expect((await check(inJar)).ran).toBe(true);
  });

  test('when a jar appears that the manifest of the TLC jar names', async () => {
    const here = project();
    const manifest = 'Class-Path: beside.jar\n';
    writeFileSync(here.settings.jar, zip({ 'tlc2/TLC.class': 'TLC', 'META-INF/MANIFEST.MF': manifest }));
    await check(here);
    expect((await check(here)).ran).toBe(false);
    writeFileSync(join(here.folder, 'beside.jar'), zip({ 'Helper.tla': '' }));
    expect((await check(here)).ran).toBe(true);
  });

  test('when another property is expected, because its counterexample is the one to show', async () => {
    const expecting = (here: Project, property: string): Project => ({
      ...here,
      task: {
        ...here.task,
        expected: { module: 'MC', config: 'MC.cfg', expect: { result: 'violated', property }, line: 1 },
      },
    });
    const here = project();
    await check(expecting(here, 'L'));
    expect((await check(expecting(here, 'M'))).ran).toBe(true);
  });
});

describe('a verdict is not kept', () => {
  const keptBy = async (here: Project, options: Parameters<typeof check>[1]): Promise<readonly string[]> => {
    const { warnings } = await check(here, options);
    expect((await check(here)).ran).toBe(true);
    return warnings;
  };

  test.each<[string, Verdict]>([
    ['an error in the specification', { kind: 'spec-error', errors: [{ message: 'm' }] }],
    ['an error of a tool', { kind: 'tool-error', message: 'no memory' }],
    ['an interrupted run', { kind: 'cancelled', reason: 'interrupted', statistics: {} }],
    ['a run that took too long', { kind: 'cancelled', reason: 'time-limit', statistics: {} }],
    [
      'a trace that could not be explained',
      {
        kind: 'violated',
        violation: { kind: 'invariant', name: 'A' },
        trace: { initial: new Map(), steps: [], end: { kind: 'finite' }, notes: ['arguments are unknown'] },
        statistics: {},
      },
    ],
  ])('of %s', async (_, verdict) => expect(await keptBy(project(), { verdict })).toEqual([]));

  test.each<[string, (project: Project) => void]>([
    ['a module was written', ({ folder }) => write('x', folder, 'specs/Spec.tla')],
    [
      'a module was written, with the same text',
      ({ folder }) => write('---- MODULE Spec ----', folder, 'specs/Spec.tla'),
    ],
    ['a module came and shadowed another', ({ folder }) => write('x', folder, 'specs/Helper.tla')],
    ['the configuration was written', ({ task }) => write(task.configText, task.config)],
    ['the jar was replaced', ({ settings }) => writeFileSync(settings.jar, zip({ 'tlc2/TLC.class': 'new' }))],
  ])('when during the run %s', async (_, change) => {
    const here = project();
    const warnings = await keptBy(here, { during: () => change(here) });
    expect(warnings).toEqual(['a verdict is not kept for the next time: files were written while TLC ran']);
  });

  test('when the configuration was written before the run, after it was read', async () => {
    const here = project();
    write('INIT Other\nNEXT Next\n', here.task.config);
    expect(await keptBy(here, {})).toEqual([
      'a verdict is not kept for the next time: files were written while TLC ran',
    ]);
  });

  test.each<[string, (project: Project) => Project, RegExp]>([
    [
      'a jar has Java classes',
      (here) => {
        writeFileSync(join(here.folder, 'java.jar'), zip({ 'tlc2/overrides/X.class': '' }));
        return { ...here, settings: { ...here.settings, libraries: [join(here.folder, 'java.jar')] } };
      },
      /java\.jar has Java classes/,
    ],
    [
      'a jar cannot be looked into',
      (here) => {
        write('no jar', here.folder, 'broken.jar');
        return { ...here, settings: { ...here.settings, libraries: [join(here.folder, 'broken.jar')] } };
      },
      /it cannot be seen what is in .*broken\.jar/,
    ],
    [
      'a module reads files',
      (here) => ({ ...here, moduleFiles: [...here.moduleFiles, '/gone/tmp/Json.tla'] }),
      /Json reads files/,
    ],
    [
      "a module of TLC's jar is not known",
      (here) => ({ ...here, moduleFiles: [...here.moduleFiles, '/gone/tmp/Novel.tla'] }),
      /it is not known what the module Novel of TLC's jar reads/,
    ],
    [
      'a module was read from a strange place',
      (here) => {
        write('x', here.folder, 'Strange.tla');
        return { ...here, moduleFiles: [...here.moduleFiles, join(here.folder, 'Strange.tla')] };
      },
      /Strange\.tla, which is in none of the folders/,
    ],
    ['TLC did not say what it read', (here) => ({ ...here, moduleFiles: [] }), /did not say which modules/],
  ])('when %s', async (_, change, warning) => {
    const here = change(project());
    const { warnings } = await check(here);
    expect(warnings.join()).toMatch(warning);
    expect((await check(here)).ran).toBe(true);
  });

  test('when the run was interrupted after TLC had ended', async () => {
    const here = project();
    const stopper = new AbortController();
    const settings = { ...here.settings, signal: stopper.signal };
    await check({ ...here, settings }, { during: () => stopper.abort() });
    expect((await check(here)).ran).toBe(true);
  });

  test('in a folder that cannot be written, which is no reason to fail', async () => {
    const here = project();
    write('a file', here.folder, 'file');
    here.env.TRACEWRIGHT_CACHE = join(here.folder, 'file/cache');
    const { ran, report } = await check(here);
    expect([ran, report.verdict]).toEqual([true, HOLDS]);
    expect((await check(here)).ran).toBe(true);
  });
});

describe('a damaged cache', () => {
  const entriesOf = ({ folder }: Project): readonly string[] => {
    const place = join(folder, 'cache/verdicts');
    return existsSync(place) ? readdirSync(place).map((name) => join(place, name)) : [];
  };

  test.each<[string, (path: string) => void]>([
    ['a file that is cut off', (path) => writeFileSync(path, readText(path).slice(0, -20))],
    ['an empty file', (path) => writeFileSync(path, '')],
    [
      'a verdict that was turned round',
      (path) => writeFileSync(path, readText(path).replace('12', '13').replace('MC', 'MD')),
    ],
    [
      'a folder in its place',
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ])('%s is passed over with a warning', async (_, damage) => {
    for (const position of [0, 1]) {
      const here = project();
      await check(here);
      const entries = [...entriesOf(here)].sort((a, b) => readText(a).length - readText(b).length);
      expect(entries).toHaveLength(2);
      damage(entries[position]!);
      const { ran, report, warnings } = await check(here);
      expect([ran, report.verdict]).toEqual([true, HOLDS]);
      expect(warnings).toEqual([expect.stringMatching(/^the cached verdict of MC\.cfg is not used: /)]);
    }
  });

  test('is made new', async () => {
    const here = project();
    await check(here);
    for (const path of entriesOf(here)) writeFileSync(path, '');
    await check(here);
    expect(await check(here)).toMatchObject({ ran: false, warnings: [] });
  });
});

const readText = (path: string): string => readFileSync(path, 'utf8');
