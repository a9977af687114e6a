import Ajv2020 from 'ajv/dist/2020.js';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveJar } from '../../../src/tlc/index.ts';
import { ROOT, runCli } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const validate = new Ajv2020.default({ allErrors: true }).compile(
  JSON.parse(readFileSync(join(ROOT, 'docs/matrix.schema.json'), 'utf8')) as object,
);

/** A counter that goes on while the guard holds. */
const counter = (name: string, guard: string): string => `---- MODULE ${name} ----
EXTENDS Naturals
VARIABLE x
Init == x = 0
Up == ${guard} /\\ x < 6 /\\ x' = x + 1
Next == Up \\/ UNCHANGED x
Spec == Init /\\ [][Next]_x
Natural == x \\in Nat
Limited == x <= 3
NeverThree == x # 3
====
`;
const config = (...invariants: string[]): string =>
  `SPECIFICATION Spec\nINVARIANTS ${invariants.join(' ')}\nCHECK_DEADLOCK FALSE\n`;

const model = (module: string, suffix: string, more: object): object => ({
  module,
  config: `${module}${suffix}.cfg`,
  ...more,
});
const violates = (property: string): object => ({
  expect: { result: 'violated', property },
  why: 'the reason',
});

/** A design that stops at the limit, and one that does not look; the latter is expected to do what the caller says. */
async function designs(careless: object = violates('Limited')) {
  const folder = tempFolder({
    'careful/Careful.tla': counter('Careful', 'x < 3'),
    'careful/Careful.cfg': config('Natural', 'Limited'),
    'careful/Careful_reaches_Three.cfg': config('NeverThree'),
    'careful/manifest.json': JSON.stringify({
      name: 'careful',
      models: [
        model('Careful', '', { condition: 'one counter', expect: { result: 'holds' } }),
        model('Careful', '_reaches_Three', { role: 'probe', ...violates('NeverThree') }),
      ],
    }),
    'careless/Careless.tla': counter('Careless', 'TRUE'),
    'careless/Careless.cfg': config('Natural', 'Limited'),
    'careless/manifest.json': JSON.stringify({ name: 'careless', models: [model('Careless', '', careless)] }),
  });
  const jar = await resolveJar({ env: process.env });
  if (!jar.ok) throw new Error(jar.error.message);
  const env = { TRACEWRIGHT_CACHE: join(folder, 'cache'), TLA2TOOLS_JAR: jar.value.path };
  return {
    folder,
    matrix: (...options: string[]) => runCli(['matrix', '.', ...options], { cwd: folder, env }),
  };
}

describe('matrix, with real TLC', () => {
  test('a table of designs and properties, the same from the cache', async () => {
    const { matrix, folder } = await designs();
    const cold = await matrix('--markdown');
    expect([cold.exitCode, cold.stdout]).toEqual([
      0,
      expect.stringContaining('| Limited | holds<br>4 states |'),
    ]);
    expect(cold.stdout).toContain('**violated**');
    expect(cold.stdout).toContain('1 probe reached');
    expect(cold.stderr).toMatch(/3 models: 3 as expected/);
    const warm = await matrix('--markdown');
    expect(warm.stdout).toBe(cold.stdout);
    expect(warm.stderr).toMatch(/from the cache/);
    writeFileSync(join(folder, 'careful/Careful.tla'), counter('Careful', 'x < 4'));
    expect((await matrix()).exitCode).toBe(1);
  });

  test('JSON as the schema says, and one page that has the counterexample', async () => {
    const { matrix, folder } = await designs();
    const { stdout, exitCode } = await matrix('--json', '--html', 'matrix.html');
    const json: unknown = JSON.parse(stdout);
    expect(validate(json) || validate.errors).toBe(true);
    expect(exitCode).toBe(0);
    const page = readFileSync(join(folder, 'matrix.html'), 'utf8');
    expect(page).toContain('careless');
    expect(page).toContain('x: 3 -&gt; 4');
    expect(page).not.toMatch(/(?:src|href)="https?:/);
  });

  test('a manifest that claims what TLC refutes is red, with the trace', async () => {
    const { matrix } = await designs({ expect: { result: 'holds' } });
    const run = await matrix();
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('NOT EXPECTED');
    expect(run.stdout).toContain('x: 3 -> 4');
  });

  test('an unknown property is named, with what may have been meant', async () => {
    const { matrix } = await designs();
    const run = await matrix('--property', 'Limitted');
    expect([run.exitCode, run.stderr]).toEqual([2, expect.stringContaining('did you mean Limited?')]);
  });
});

test('a newcomer makes a design of the page cache, and TLC says of it what it says of its pattern', async () => {
  const folder = tempFolder();
  for (const part of ['common', 'device-page-tables'])
    cpSync(join(ROOT, 'specs', part), join(folder, 'specs', part), {
      recursive: true,
      verbatimSymlinks: true,
    });
  const made = await runCli(['new-design', 'my-idea', '--from', 'specs/device-page-tables'], { cwd: folder });
  expect([made.exitCode, made.stderr]).toEqual([0, '']);
  const files = readdirSync(join(folder, 'specs/my-idea'));
  expect(files).toContain('MyIdea.tla');
  expect(readFileSync(join(folder, 'specs/my-idea/MyIdea.tla'), 'utf8')).not.toContain('DevicePageTables');
  const checked = await runCli(['check', 'specs/my-idea'], { cwd: folder });
  const configs = files.filter((name) => name.endsWith('.cfg'));
  const large = configs.filter((name) => name.includes('_large_')).length;
  const models = configs.length - large;
  expect(checked.stdout).toContain(
    `${models} models checked, ${models} as expected, ${large} of another tier left out\n`,
  );
  expect(checked.exitCode).toBe(0);
  const again = await runCli(['new-design', 'my-idea', '--from', 'specs/device-page-tables'], {
    cwd: folder,
  });
  expect([again.exitCode, again.stderr]).toEqual([
    2,
    expect.stringContaining('is there already; nothing was written'),
  ]);
});
