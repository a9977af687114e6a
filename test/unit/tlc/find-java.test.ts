import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findJava, parseJavaVersion } from '../../../src/tlc/index.ts';
import { problemOf, temporaryFolder, valueOf, writeScript } from './support.ts';

const says = (version: string): string =>
  `echo 'openjdk version "${version}" 2025-01-01' >&2; echo 'Fake Runtime (build 1)' >&2`;

function fakeJava(body: string): { folder: string; env: Record<string, string> } {
  const folder = temporaryFolder();
  writeScript(folder, 'java', body);
  return { folder, env: { PATH: folder, TRACEWRIGHT_CACHE: join(folder, 'cache') } };
}

describe('parseJavaVersion', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment (build 17)\n', '17.0.15', 17],
    ['java version "1.8.0_301"\nJava(TM) SE Runtime Environment (build 1.8.0_301-b09)\n', '1.8.0_301', 8],
    ['openjdk version "24-ea" 2025-03-18\n', '24-ea', 24],
    ['Picked up JAVA_TOOL_OPTIONS: -Dx="1"\nopenjdk version "11" 2018-09-25\n', '11', 11],
  ])('reads %j', (text, version, major) => {
    expect(parseJavaVersion(text)).toMatchObject({ version, major });
  });

  it.each(['', 'command not found', 'openjdk version "x"'])('finds no version in %j', (text) => {
    expect(parseJavaVersion(text)).toBeUndefined();
  });
});

describe('findJava', () => {
  it('takes the first java on PATH', async () => {
    const { folder, env } = fakeJava(says('21.0.1'));
    expect(valueOf(await findJava(env))).toMatchObject({
      path: join(folder, 'java'),
      version: '21.0.1',
      major: 21,
      vendorText: 'Fake Runtime (build 1)',
    });
  });

  it('prefers JAVA_HOME', async () => {
    const { folder, env } = fakeJava(says('21.0.1'));
    mkdirSync(join(folder, 'jdk', 'bin'), { recursive: true });
    writeScript(join(folder, 'jdk', 'bin'), 'java', says('11.0.2'));
    expect(valueOf(await findJava({ ...env, JAVA_HOME: join(folder, 'jdk') })).major).toBe(11);
  });

  it('does not fall back to PATH when JAVA_HOME is wrong', async () => {
    const { folder, env } = fakeJava(says('21.0.1'));
    const problem = problemOf(await findJava({ ...env, JAVA_HOME: folder }));
    expect(problem).toMatchObject({ code: 'java-home-broken', javaHome: folder });
    expect(problem.message).toContain('JAVA_HOME');
  });

  it('says what to install when there is none', async () => {
    const problem = problemOf(await findJava({ PATH: temporaryFolder() }));
    expect(problem).toMatchObject({
      code: 'java-missing',
      message: expect.stringContaining('Install Java 11') as string,
    });
  });

  it('refuses a Java that is too old, and names both versions', async () => {
    const problem = problemOf(await findJava(fakeJava(says('1.8.0_301')).env));
    expect(problem.code).toBe('java-too-old');
    expect(problem.message).toMatch(/1\.8\.0_301.*Java 11/);
  });

  it.each(['exit 3', 'echo hello >&2', 'exit 127'])(
    'reports a java that only does `%s` as broken',
    async (body) => {
      expect(problemOf(await findJava(fakeJava(body).env)).code).toBe('java-broken');
    },
  );

  it('asks a script again, because a version manager may have switched', async () => {
    const { folder, env } = fakeJava(says('17.0.1'));
    expect(valueOf(await findJava(env)).major).toBe(17);
    writeScript(folder, 'java', says('21.0.1'));
    expect(valueOf(await findJava(env)).major).toBe(21);
  });

  it('asks a binary once, and again if what it remembered is damaged', async () => {
    const cache = temporaryFolder();
    const env = { ...process.env, TRACEWRIGHT_CACHE: cache };
    const asked = valueOf(await findJava(env));
    const [name = ''] = readdirSync(join(cache, 'java'));
    const file = join(cache, 'java', name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(asked.vendorText, 'as remembered'));
    expect(valueOf(await findJava(env)).vendorText).toBe('as remembered');
    writeFileSync(file, '{"version":');
    expect(valueOf(await findJava(env))).toEqual(asked);
  });
});
