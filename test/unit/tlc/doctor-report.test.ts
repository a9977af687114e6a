import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capabilitiesOf, doctorReport } from '../../../src/tlc/index.ts';
import { askJarVersion } from '../../../src/tlc/doctor/ask-jar-version.ts';
import { realTools, temporaryFolder } from './support.ts';

describe('capabilitiesOf', () => {
  it.each([undefined, '2.18', '2.19', '2025.01.01.000000', 'Version 2.18 of 20 March 2023'])(
    'assumes nothing of %s',
    (version) => {
      expect(Object.values(capabilitiesOf(version))).not.toContain(true);
    },
  );

  it.each(['2026.11.22.144059', '2027.01.01.000000'])('knows what %s can do', (version) => {
    expect(Object.values(capabilitiesOf(version))).not.toContain(false);
  });
});

describe('doctorReport', { timeout: 60_000 }, () => {
  it('finds everything where everything is', async () => {
    const report = await doctorReport({ env: process.env });
    expect(report).toMatchObject({
      ready: true,
      java: { ok: true },
      jar: { ok: true, value: { version: '2.18', known: { name: 'TLC 2.18' } } },
      cache: { writable: true },
    });
    expect(report.machine.cpus).toBeGreaterThan(0);
  });

  it('reports what is missing as data', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const env = { PATH: folder, TRACEWRIGHT_CACHE: join(folder, 'file', 'cache') };
    expect(await doctorReport({ env })).toMatchObject({
      ready: false,
      java: { ok: false, error: { code: 'java-missing' } },
      jar: { ok: false, error: { code: 'jar-missing' } },
      cache: { writable: false, errno: 'ENOTDIR' },
    });
  });

  it('asks an unknown jar for its version', async () => {
    const { java, jar } = await realTools();
    expect(await askJarVersion(java.path, jar.path)).toBe('2.18');
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x.jar'), 'PK, but empty');
    expect(await askJarVersion(java.path, join(folder, 'x.jar'))).toBeUndefined();
  });
});
