import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportSemanticXml } from '../../../src/tlc/index.ts';
import { problemOf, realTools, temporaryFolder, valueOf, writeCounter } from './support.ts';

const { java, jar } = await realTools();
const request = (folder: string) => ({ java: java.path, jar: jar.path, folder, module: 'Counter' });

describe('exportSemanticXml', { timeout: 60_000 }, () => {
  it('gives the XML alone on stdout', async () => {
    const folder = temporaryFolder();
    writeCounter(folder, 1);
    const { exitCode, stdout, stderr } = valueOf(await exportSemanticXml(request(folder)));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^<\?xml version="1.0"[^]*<RootModule>Counter<\/RootModule>[^]*<\/modules>\s*$/);
    expect(stderr).toContain('Semantic processing of module Counter');
  });

  it.each(['project', 'with:colon'])('finds modules in a library folder of %s', async (name) => {
    const folder = join(temporaryFolder(), name);
    const library = join(folder, 'lib');
    mkdirSync(library, { recursive: true });
    writeFileSync(join(library, 'Helper.tla'), '---- MODULE Helper ----\nZero == 0\n====\n');
    const spec = '---- MODULE Counter ----\nEXTENDS Helper\nInit == Zero\n====\n';
    mkdirSync(join(folder, 'specs'));
    writeFileSync(join(folder, 'specs/Counter.tla'), spec);
    const { exitCode, stdout } = valueOf(
      await exportSemanticXml({ ...request(join(folder, 'specs')), libraries: [library] }),
    );
    expect(stdout).toContain('<RootModule>Counter</RootModule>');
    expect(exitCode).toBe(0);
  });

  it("gives SANY's messages for a module that is wrong", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'Counter.tla'), '---- MODULE Counter ----\nInit == y = 0\n====\n');
    const { exitCode, stdout, stderr } = valueOf(await exportSemanticXml(request(folder)));
    expect(exitCode).not.toBe(0);
    expect(stdout + stderr).toContain("Unknown operator: `y'");
  });

  it('reports a missing folder', async () => {
    expect(problemOf(await exportSemanticXml(request('/no/such/folder'))).code).toBe('folder-missing');
  });
});
