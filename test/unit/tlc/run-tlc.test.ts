import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  ensureClassArchive,
  findClassArchive,
  runTlc,
  type TlcRequest,
  type TlcWatch,
} from '../../../src/tlc/index.ts';
import { findOnPath } from '../../../src/tlc/find-on-path.ts';
import {
  ENDLESS,
  problemOf,
  processesWith,
  realTools,
  temporaryFolder,
  until,
  valueOf,
  writeCounter,
} from './support.ts';

const tools = await realTools();

/** A request for the counter model in a folder of its own. */
function counter(limit: number, more: Partial<TlcRequest> = {}) {
  const folder = temporaryFolder();
  const scratchFolder = join(folder, 'scratch');
  mkdirSync(scratchFolder);
  writeCounter(folder, limit);
  const request: TlcRequest = {
    java: tools.java.path,
    jar: tools.jar.path,
    folder,
    module: 'Counter',
    configFile: 'Counter.cfg',
    modelSize: 'tiny',
    logFolder: join(folder, 'logs'),
    scratchFolder,
    deadlock: false,
    ...more,
  };
  return { folder, scratchFolder, request };
}

async function run(request: TlcRequest, watch: TlcWatch = {}) {
  let output = '';
  const onOutput = (text: string): void => {
    output += text;
    watch.onOutput?.(text);
  };
  const result = valueOf(await runTlc(request, { ...watch, onOutput }));
  return { ...result, output };
}

async function expectNothingLeft(scratchFolder: string): Promise<void> {
  expect(readdirSync(scratchFolder)).toEqual([]);
  await until(() => processesWith(scratchFolder).length === 0);
}

describe('runTlc', { timeout: 120_000 }, () => {
  it('checks a model: exit status, framed output, the same in the log, and a folder as it was', async () => {
    const { request, folder, scratchFolder } = counter(5);
    const { output, ...end } = await run(request);
    expect(end).toMatchObject({ exitCode: 0, signal: null, ended: 'exit', logComplete: true });
    expect(output).toMatch(/^@!@!@STARTMSG 2262:0 @!@!@\n/);
    expect(output).toContain('6 distinct states found');
    expect(readFileSync(end.logFile, 'utf8')).toBe(output);
    expect(end.argv[0]).toBe(tools.java.path);
    expect(readdirSync(folder).sort()).toEqual(['Counter.cfg', 'Counter.tla', 'logs', 'scratch']);
    await expectNothingLeft(scratchFolder);
  });

  it('does not keep the collector a secret from TLC, which would warn', async () => {
    expect((await run(counter(1).request)).output).not.toContain('STARTMSG 2401');
  });

  it('passes on the exit status of a violation', async () => {
    const { request, folder } = counter(5);
    writeCounter(folder, 5, 'INVARIANT Small\n');
    expect(await run(request)).toMatchObject({ exitCode: 12, ended: 'exit' });
    expect((await run({ ...request, deadlock: undefined, configFile: 'Counter.cfg' })).exitCode).toBe(12);
  });

  it('checks for deadlock unless told otherwise', async () => {
    expect((await run(counter(5, { deadlock: undefined }).request)).exitCode).toBe(11);
  });

  it('gives the same run twice', async () => {
    const { request } = counter(5);
    const settled = (text: string): string =>
      text.replace(/\[pid: \d+\]|\d+ms|[\d,]+ d?s\/min|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|tracewright-\w+/g, '*');
    expect(settled((await run(request)).output)).toBe(settled((await run(request)).output));
  });

  it('is stopped by the abort signal', async () => {
    const { request, scratchFolder } = counter(ENDLESS);
    const controller = new AbortController();
    const { output, ...end } = await run(request, {
      signal: controller.signal,
      onOutput: (text) => {
        if (text.includes('STARTMSG 2190')) controller.abort();
      },
    });
    expect(end).toMatchObject({ ended: 'aborted', exitCode: 143 });
    expect(output).toContain('STARTMSG 2190');
    await expectNothingLeft(scratchFolder);
  });

  it('is stopped by the time limit', async () => {
    const { request, scratchFolder } = counter(ENDLESS, { timeLimitMilliseconds: 1500 });
    expect((await run(request)).ended).toBe('time-limit');
    await expectNothingLeft(scratchFolder);
  });

  /** Writes `lib/InFolder.tla`, and a root module that needs it. */
  function withLibrary() {
    const { request, folder } = counter(5);
    const module = (name: string, body: string): string => `---- MODULE ${name} ----\n${body}\n====\n`;
    mkdirSync(join(folder, 'lib'));
    writeFileSync(join(folder, 'lib', 'InFolder.tla'), module('InFolder', 'One == 1'));
    const root = 'EXTENDS InFolder\nVARIABLE x\nInit == x = One\nNext == UNCHANGED x\nCONSTANT Limit';
    writeFileSync(join(folder, 'Counter.tla'), module('Counter', root));
    return { request, folder };
  }

  it('finds modules in library folders', async () => {
    const { request } = withLibrary();
    expect((await run(request)).exitCode).toBe(150);
    expect((await run({ ...request, libraries: ['lib'] })).exitCode).toBe(0);
  });

  // A JRE has no `jar` command to make one with.
  it.skipIf(findOnPath('jar', process.env) === undefined)('finds modules in library jars', async () => {
    const { request, folder } = withLibrary();
    execFileSync('jar', ['cf', 'modules.jar', '-C', 'lib', 'InFolder.tla'], { cwd: folder });
    expect((await run({ ...request, libraries: ['modules.jar'] })).exitCode).toBe(0);
  });

  it('writes the state graph where it is asked to', async () => {
    const { request, folder } = counter(2);
    await run({ ...request, dump: { format: 'dot', file: 'graph.dot' } });
    expect(readFileSync(join(folder, 'graph.dot'), 'utf8')).toContain('label="Next"');
    await run({ ...request, dump: { format: 'states', file: 'states.dump' } });
    expect(readFileSync(join(folder, 'states.dump'), 'utf8')).toContain('State 3:');
  });

  it('keeps the newest 100 logs, and files of others', async () => {
    const { request } = counter(1);
    const logs = request.logFolder ?? '';
    mkdirSync(logs);
    for (let i = 0; i < 110; i++) {
      const path = join(logs, `Old-model-20200101T000000000-1-${i}.log`);
      writeFileSync(path, '');
      utimesSync(path, 1_000_000 + i, 1_000_000 + i);
    }
    writeFileSync(join(logs, 'mine.log'), '');
    const { logFile } = await run(request);
    const names = readdirSync(logs);
    expect(names).toHaveLength(101);
    expect(names).toContain('mine.log');
    expect(names).toContain('Old-model-20200101T000000000-1-109.log');
    expect(names).not.toContain('Old-model-20200101T000000000-1-10.log');
    expect(existsSync(logFile)).toBe(true);
  });
});

describe('runTlc before it starts', () => {
  it.each([
    ['no java', { java: '/no/such/java' }, 'not-started'],
    ['a folder as java', { java: '/' }, 'not-started'],
    ['no folder', { folder: '/no/such/folder' }, 'folder-missing'],
    ['no place for the log', { logFolder: '/dev/null/logs' }, 'log-not-writable'],
    ['no place for its own folder', { scratchFolder: '/no/such/folder' }, 'run-folder-not-writable'],
  ])('reports %s as %s', async (_, wrong, code) => {
    const { request, scratchFolder } = counter(1);
    const problem = problemOf(await runTlc({ ...request, ...wrong }));
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(Object.values(wrong)[0]);
    expect(readdirSync(scratchFolder)).toEqual([]);
  });
});

describe('the class archive', { timeout: 120_000 }, () => {
  it('is made once, is used, and changes nothing of the output; a damaged one is passed over in silence', async () => {
    const env = { ...process.env, TRACEWRIGHT_CACHE: temporaryFolder() };
    const archive = await ensureClassArchive({ ...tools, env });
    if (archive.path === undefined) return expect(archive.reason).toContain('does not make');
    expect(archive.made).toBe(true);
    expect(await ensureClassArchive({ ...tools, env })).toEqual({ path: archive.path, made: false });
    expect(readdirSync(join(env.TRACEWRIGHT_CACHE, 'cds'))).toEqual([expect.stringMatching(/\.jsa$/)]);

    const { request } = counter(5, { classArchive: archive.path });
    const first = await run({ ...request, java: tools.java.path });
    expect(first.output).toMatch(/^@!@!@STARTMSG 2262/);
    execFileSync('chmod', ['u+w', archive.path]);
    for (const content of ['not an archive', '']) {
      writeFileSync(archive.path, content);
      const { output, exitCode } = await run(request);
      expect(exitCode).toBe(0);
      expect(output).toMatch(/^@!@!@STARTMSG 2262[\s\S]*@!@!@ENDMSG 2186 @!@!@\n$/);
    }
  });

  it('is made again when it was cut off, because a JVM crashes on it', async () => {
    const env = { ...process.env, TRACEWRIGHT_CACHE: temporaryFolder() };
    const { path } = await ensureClassArchive({ ...tools, env });
    if (path === undefined) return;
    expect(findClassArchive({ ...tools, env })).toBe(path);
    execFileSync('chmod', ['u+w', path]);
    truncateSync(path, 4096);
    expect(findClassArchive({ ...tools, env })).toBeUndefined();
    expect(await ensureClassArchive({ ...tools, env })).toMatchObject({ made: true });
  });

  it('says why there is none', async () => {
    const env = { ...process.env, TRACEWRIGHT_CACHE: '/dev/null/cache' };
    expect(await ensureClassArchive({ ...tools, env })).toEqual({
      reason: expect.stringContaining('ENOTDIR') as string,
    });
    const old = { ...tools.java, major: 11 };
    expect(await ensureClassArchive({ ...tools, java: old, env })).toHaveProperty('reason');
  });
});
