import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLauncher, runTlc, type TlcRequest } from '../../../src/tlc/index.ts';
import { ENDLESS, realTools, temporaryFolder, valueOf, writeCounter } from './support.ts';

/** Times, rates, sizes of memory, process numbers and temporary folders. */
const VARYING =
  /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\d[\d,]* d?s\/min|\d+ms|\d\ds at|\d+MB|pid: \d+|\S*tlc-test\S*|\S*tracewright-\S*/g;

const PACKAGED = join(import.meta.dirname, '../../../src/tlc/launcher/tlc-launcher.jar');

describe('findLauncher', () => {
  it('is a copy in the cache, made again when it differs from the packaged jar', () => {
    const env = { TRACEWRIGHT_CACHE: temporaryFolder() };
    const launcher = findLauncher(env);
    expect(launcher).toBe(join(env.TRACEWRIGHT_CACHE, 'tlc-launcher.jar'));
    writeFileSync(launcher, 'damaged');
    expect(readFileSync(findLauncher(env))).toEqual(readFileSync(PACKAGED));
  });

  it('is the packaged jar where the cache cannot be written', () => {
    expect(findLauncher({ TRACEWRIGHT_CACHE: '/dev/null/cache' })).toBe(PACKAGED);
  });
});

describe('TLC under the launcher', { timeout: 60_000 }, async () => {
  const { java, jar } = await realTools();
  const model = (launcher: string | undefined, limit: number): TlcRequest => {
    const folder = temporaryFolder();
    writeCounter(folder, limit, 'INVARIANT Small');
    const logFolder = join(folder, 'logs');
    return {
      java: java.path,
      jar: jar.path,
      launcher,
      folder,
      module: 'Counter',
      configFile: 'Counter.cfg',
      logFolder,
    };
  };

  async function outcome(launcher: string | undefined, limit: number) {
    let output = '';
    const end = valueOf(await runTlc(model(launcher, limit), { onOutput: (text) => (output += text) }));
    return { exitCode: end.exitCode, output: output.replace(VARYING, '_') };
  }

  it('says what it says without it, and ends with the same exit status', async () => {
    for (const limit of [2, 9])
      expect(await outcome(PACKAGED, limit)).toEqual(await outcome(undefined, limit));
  });

  it.runIf(process.platform === 'linux')('listens on no port, which TLC alone does', async () => {
    expect(await portsWhileRunning(undefined)).toBeGreaterThan(0);
    expect(await portsWhileRunning(PACKAGED)).toBe(0);
  });

  /** Looks once the initial states are there: the fingerprint set has been made by then. */
  async function portsWhileRunning(launcher: string | undefined): Promise<number> {
    const stopper = new AbortController();
    let ports = -1;
    let seen = '';
    const request = { ...model(launcher, ENDLESS), deadlock: false };
    writeCounter(request.folder, ENDLESS);
    await runTlc(request, {
      signal: stopper.signal,
      onOutput: (text) => {
        seen += text;
        if (ports >= 0 || !seen.includes('MSG 2190')) return;
        ports = listeningSockets(/\[pid: (\d+)\]/.exec(seen)![1]!);
        stopper.abort();
      },
    });
    return ports;
  }
});

/** How many TCP sockets of a process wait for connections, as /proc has it. */
function listeningSockets(pid: string): number {
  const own = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const link = readlinkSync(`/proc/${pid}/fd/${fd}`);
      return /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? [];
    }),
  );
  const sockets = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n'),
  );
  const LISTEN = '0A';
  return sockets
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells[3] === LISTEN && own.has(cells[9]!)).length;
}
