import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveJar } from '../../../src/tlc/index.ts';
import { runCli } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zip } from '../../support/zip.ts';

/** A counter whose step comes from a module of its own, and whose bound from another that is instanced. */
const FILES = {
  'specs/Counter.tla': `---- MODULE Counter ----
EXTENDS Naturals, Steps
B == INSTANCE Bounds
VARIABLE x
Init == x = 0
Up == x < B!Max /\\ x' = Step(x)
Next == Up
Small == x < 5
====
`,
  'specs/Counter.cfg': 'INIT Init\nNEXT Next\nINVARIANT Small\nCHECK_DEADLOCK FALSE\n',
  'specs/Steps.tla': '---- MODULE Steps ----\nEXTENDS Naturals\nStep(n) == n + 1\n====\n',
  'lib/Bounds.tla': '---- MODULE Bounds ----\nMax == 4\n====\n',
};

async function project() {
  const folder = tempFolder(FILES);
  const jar = await resolveJar({ env: process.env });
  if (!jar.ok) throw new Error(jar.error.message);
  const env = { TRACEWRIGHT_CACHE: join(folder, 'cache'), TLA2TOOLS_JAR: jar.value.path };
  const check = (...options: readonly string[]) =>
    runCli(['check', 'specs', '--lib', 'lib', '--cached', ...options], { cwd: folder, env });
  return { folder, check, write: (path: string, text: string) => writeFileSync(join(folder, path), text) };
}

const HOLDS_5 = 'Small holds, 5 distinct states, complete';

describe('check --cached, with real TLC', () => {
  test('says that a verdict is from the cache, and forgets it when a module changes', async () => {
    const { check, write, folder } = await project();
    const first = await check();
    expect(first.stdout).toContain(HOLDS_5);
    expect(first.stdout).not.toContain('from the cache');
    const second = await check();
    expect(second.stdout).toContain(`${HOLDS_5}  from the cache`);
    expect(second.exitCode).toBe(0);
    const json = JSON.parse((await check('--json')).stdout) as { models: { cachedAt?: string }[] };
    expect(json.models[0]?.cachedAt).toMatch(/^\d{4}-\d\d-\d\dT/);

    // The module that is extended, then the one that is instanced, which a new file shadows.
    write('specs/Steps.tla', FILES['specs/Steps.tla'].replace('n + 1', 'n + 2'));
    expect((await check()).stdout).toMatch(/Small holds, 3 distinct states, complete {2}\d/);
    write('specs/Bounds.tla', FILES['lib/Bounds.tla'].replace('4', '6'));
    const violated = await check();
    expect(violated.stdout).toContain('invariant Small is violated');
    expect(violated.exitCode).toBe(1);

    // A violation comes back with its trace, and when the files are as they were, so does what was said of them.
    const again = await check();
    expect(again.stdout).toContain('from the cache');
    const trace = (text: string): string | undefined => /initial state[^]*?(?= +repeat with)/.exec(text)?.[0];
    expect(trace(again.stdout)).toBe(trace(violated.stdout));
    expect(trace(again.stdout)).toContain('Up  Counter.tla:6');
    rmSync(join(folder, 'specs/Bounds.tla'));
    write('specs/Steps.tla', FILES['specs/Steps.tla']);
    expect((await check()).stdout).toContain(`${HOLDS_5}  from the cache`);
  });

  test('without --cached, TLC runs', async () => {
    const { check, folder } = await project();
    await check();
    const jar = await resolveJar({ env: process.env });
    const env = {
      TRACEWRIGHT_CACHE: join(folder, 'cache'),
      ...(jar.ok && { TLA2TOOLS_JAR: jar.value.path }),
    };
    const run = await runCli(['check', 'specs', '--lib', 'lib'], { cwd: folder, env });
    expect(run.stdout).not.toContain('from the cache');
  });

  test('a damaged entry is told of, and made new', async () => {
    const { check, folder } = await project();
    await check();
    const verdicts = join(folder, 'cache/verdicts');
    for (const name of readdirSync(verdicts)) {
      const path = join(verdicts, name);
      writeFileSync(path, readFileSync(path, 'utf8').replace('"distinct":5', '"distinct":6'));
    }
    const run = await check();
    expect(run.stderr).toContain(
      'warning: the cached verdict of Counter.cfg is not used: its text is not what was written',
    );
    expect(run.stdout).toContain(HOLDS_5);
    expect((await check()).stdout).toContain(`${HOLDS_5}  from the cache`);
  });

  test("a jar of modules is part of what counts, and a jar's Java keeps verdicts from being kept", async () => {
    const { check, folder } = await project();
    rmSync(join(folder, 'lib/Bounds.tla'));
    const jar = join(folder, 'bounds.jar');
    writeFileSync(jar, zip({ 'Bounds.tla': FILES['lib/Bounds.tla'] }));
    expect((await check('--lib', jar)).stdout).toContain(HOLDS_5);
    expect((await check('--lib', jar)).stdout).toContain('from the cache');
    writeFileSync(jar, zip({ 'Bounds.tla': FILES['lib/Bounds.tla'].replace('4', '3') }));
    expect((await check('--lib', jar)).stdout).toMatch(/Small holds, 4 distinct states, complete {2}\d/);
    writeFileSync(jar, zip({ 'Bounds.tla': FILES['lib/Bounds.tla'], 'Any.class': '' }));
    for (const _ of [1, 2]) {
      const run = await check('--lib', jar);
      expect(run.stdout).toMatch(/Small holds, 5 distinct states, complete {2}\d/);
      expect(run.stderr).toContain('has Java classes');
    }
  });

  test('a Java class beside the module, which TLC does take, is never answered for by the cache', async () => {
    const { check, write } = await project();
    expect((await check()).stdout).toContain(HOLDS_5);
    write('specs/Steps.class', '');
    const run = await check();
    // TLC tries to load it: an empty file is no class, and so the run fails, while the cache would have said "holds".
    expect(run.stdout).not.toContain('from the cache');
    expect(run.stdout).not.toContain(HOLDS_5);
    expect(run.stderr).toContain('Java classes beside modules');
  });
});
