import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_JAR, resolveJar } from '../../../src/tlc/index.ts';
import { jarInCache } from '../../../src/tlc/jar/jar-in-cache.ts';
import { problemOf, temporaryFolder, valueOf } from './support.ts';

const OWN_JAR = 'PK\u0003\u0004 a jar of my own';

function jars() {
  const folder = temporaryFolder();
  const jar = (name: string): string => {
    writeFileSync(join(folder, name), OWN_JAR);
    return join(folder, name);
  };
  return {
    flag: jar('flag.jar'),
    environment: jar('environment.jar'),
    config: jar('config.jar'),
    cache: folder,
  };
}

describe('resolveJar', () => {
  it('takes the flag, then the variable, then the configuration', async () => {
    const { flag, environment, config, cache } = jars();
    const env = { TRACEWRIGHT_CACHE: cache, TLA2TOOLS_JAR: environment };
    const source = async (choice: Parameters<typeof resolveJar>[0]) => valueOf(await resolveJar(choice));
    expect(await source({ flag, env, configured: config })).toMatchObject({ path: flag, source: 'flag' });
    expect(await source({ env, configured: config })).toMatchObject({
      path: environment,
      source: 'environment',
    });
    expect(await source({ env: { TRACEWRIGHT_CACHE: cache }, configured: config })).toMatchObject({
      path: config,
      source: 'config',
    });
  });

  it('allows a jar of the user that is not in the list, and says its hash', async () => {
    const jar = valueOf(await resolveJar({ flag: jars().flag, env: {} }));
    expect(jar.known).toBeUndefined();
    expect(jar.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('finds the default jar and knows it', async () => {
    expect(valueOf(await resolveJar({ env: process.env }))).toMatchObject({ known: DEFAULT_JAR });
  });

  it('refuses a wrong jar in the cache, with both hashes and the remedy', async () => {
    const env = { TRACEWRIGHT_CACHE: temporaryFolder() };
    mkdirSync(dirname(jarInCache(env)), { recursive: true });
    writeFileSync(jarInCache(env), OWN_JAR);
    const problem = problemOf(await resolveJar({ env }));
    expect(problem).toMatchObject({ code: 'jar-wrong-hash', expected: DEFAULT_JAR.sha256 });
    expect(problem.message).toContain(DEFAULT_JAR.sha256);
    expect(problem.message).toMatch(/found +SHA-256 [0-9a-f]{64}[\s\S]*tracewright setup/);
  });

  it('names all the ways when there is no jar', async () => {
    const problem = problemOf(await resolveJar({ env: { TRACEWRIGHT_CACHE: temporaryFolder() } }));
    expect(problem.code).toBe('jar-missing');
    for (const way of ['tracewright setup', '--jar', 'TLA2TOOLS_JAR', 'tracewright.config.json']) {
      expect(problem.message).toContain(way);
    }
  });

  it('does not look further when the jar that was asked for is missing', async () => {
    const problem = problemOf(await resolveJar({ flag: '/no/such.jar', env: process.env }));
    expect(problem).toMatchObject({
      code: 'jar-missing',
      message: expect.stringContaining('--jar') as string,
    });
  });

  it('refuses a file that is no jar, and a folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x.jar'), '<html>Not found</html>');
    expect(problemOf(await resolveJar({ flag: join(folder, 'x.jar'), env: {} })).code).toBe('jar-not-a-jar');
    expect(problemOf(await resolveJar({ flag: folder, env: {} }))).toMatchObject({
      code: 'jar-unreadable',
      errno: 'EISDIR',
    });
  });
});
