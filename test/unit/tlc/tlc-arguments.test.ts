import { describe, expect, it } from 'vitest';
import { javaOptions, tlcArguments, type TlcModel } from '../../../src/tlc/index.ts';

const privateFolder = { path: '/run', tmp: '/run/tmp', meta: '/run/meta' };
const model: TlcModel = { jar: '/tlc.jar', folder: '/specs', module: 'Spec', configFile: 'Spec.cfg' };
const argumentsOf = (more: Partial<TlcModel>): string =>
  tlcArguments({ ...model, ...more }, privateFolder).join(' ');

describe('javaOptions', () => {
  it('leaves out the optimising compiler for tiny models only', () => {
    const c1 = '-XX:TieredStopAtLevel=1';
    expect(javaOptions({ modelSize: 'tiny' })).toContain(c1);
    expect(javaOptions({ modelSize: 'large' })).not.toContain(c1);
    expect(javaOptions({})).not.toContain(c1);
  });

  it('always takes the collector that TLC asks for, and an English UTF-8 JVM', () => {
    expect(javaOptions({})).toEqual([
      '-XX:+UseParallelGC',
      '-XX:-UsePerfData',
      '-Duser.language=en',
      '-Duser.country=US',
      '-Dfile.encoding=UTF-8',
      '-Dstdout.encoding=UTF-8',
      '-Dstderr.encoding=UTF-8',
    ]);
  });

  it('limits the heap in whole megabytes', () => {
    expect(javaOptions({ memoryMegabytes: 511.6 })).toContain('-Xmx512m');
  });

  it('never lets an archive that does not fit stop or disturb a run', () => {
    const options = javaOptions({ classArchive: '/c.jsa' });
    expect(options).toEqual(
      expect.arrayContaining(['-Xshare:auto', '-XX:SharedArchiveFile=/c.jsa', '-Xlog:disable']),
    );
  });
});

describe('tlcArguments', () => {
  it('makes runs that can be repeated, in a private folder, for the bare module name', () => {
    expect(argumentsOf({})).toMatch(
      / -Djava\.io\.tmpdir=\/run\/tmp .*-cp \/tlc\.jar .*tlc2\.TLC -tool -workers 1 -fp 0 -seed 1 -metadir \/run\/meta -checkpoint 0 -config Spec\.cfg Spec$/,
    );
  });

  it('puts folders into TLA-Library and jars on the class path, both as absolute paths', () => {
    const args = argumentsOf({ libraries: ['../common', '/lib', 'CommunityModules.jar'] });
    expect(args).toContain('-DTLA-Library=/common:/lib ');
    expect(args).toContain('-cp /tlc.jar:/specs/CommunityModules.jar ');
  });

  it('names what has a colon in its path from the working folder, because lists of paths end at a colon', () => {
    const args = tlcArguments(
      { ...model, jar: '/a:b/tlc.jar', folder: '/a:b/specs', libraries: ['/a:b/lib', '/a:b/m.jar', '/lib'] },
      privateFolder,
    ).join(' ');
    expect(args).toContain('-DTLA-Library=../lib:/lib ');
    expect(args).toContain('-cp ../tlc.jar:../m.jar ');
  });

  it.each([
    [{ deadlock: false }, '-deadlock'],
    [{ workers: 'auto' as const, fp: 7, seed: 42n }, '-workers auto -fp 7 -seed 42'],
    [{ simulate: { behaviors: 10, depth: 20 } }, '-simulate num=10 -depth 20 -config'],
    [{ simulate: {} }, '-simulate -config'],
    [
      { dump: { format: 'dot', file: 'graph.dot' } as const },
      '-dump dot,actionlabels /specs/graph.dot -config',
    ],
    [{ dump: { format: 'dot', file: '/g.dot', actionLabels: false } as const }, '-dump dot /g.dot -config'],
    [{ dump: { format: 'states', file: '/states' } as const }, '-dump /states -config'],
    [{ extra: ['-lncheck', 'final'] }, '-lncheck final -config'],
    [{ memoryMegabytes: 300 }, '-Xmx300m'],
  ])('%o gives %s', (more, expected) => {
    expect(argumentsOf(more)).toContain(` ${expected} `);
  });

  it.each([undefined, true])(
    'leaves the deadlock check to the configuration for deadlock: %s',
    (deadlock) => {
      expect(argumentsOf({ deadlock })).not.toContain('-deadlock');
    },
  );
});
