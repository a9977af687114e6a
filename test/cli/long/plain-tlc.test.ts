import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discoverModels, expectedStates, type ModelTask } from '../../../src/manifest/index.ts';
import { findJava, resolveJar } from '../../../src/tlc/index.ts';
import { ROOT, runShell } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const java = await findJava(process.env);
const jar = await resolveJar({ env: process.env });
if (!java.ok || !jar.ok) throw new Error('these tests need Java and the TLC jar: npm run setup');

/** Of each design: the smallest model that holds, and the first that TLC refutes. */
async function sample(): Promise<readonly ModelTask[]> {
  const { tasks, errors } = await discoverModels([join(ROOT, 'specs')]);
  if (errors.length > 0) throw new Error(errors[0]!.message);
  const folders = [...new Set(tasks.map(({ folder }) => folder))];
  return folders.flatMap((folder) => {
    const ofDesign = tasks.filter((task) => task.folder === folder && task.expected!.tier !== 'nightly');
    const result = (task: ModelTask): string => task.expected!.expect.result;
    const holding = ofDesign.filter((task) => result(task) === 'holds');
    const size = (task: ModelTask): number => expectedStates(task.expected!.expect) ?? Infinity;
    const smallest = holding.sort((one, other) => size(one) - size(other))[0];
    const refuted = ofDesign.find((task) => result(task) === 'violated');
    return [smallest, refuted].filter((task) => task !== undefined);
  });
}

const models = await sample();

test('there is a sample of every design', () => {
  const folders = new Set(models.map(({ folder }) => folder));
  const designs = readdirSync(join(ROOT, 'specs'), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'common',
  );
  expect(folders.size).toBe(designs.length);
});

test.each(models.map((task) => [task.config.slice(ROOT.length + 1), task] as const))(
  '%s with plain TLC, in its folder',
  async (_, { folder, module, config, expected }) => {
    const before = readdirSync(folder);
    const name = config.slice(folder.length + 1);
    const meta = join(tempFolder({}), 'states');
    const run = await runShell(
      `'${java.value.path}' -cp '${jar.value.path}' tlc2.TLC -metadir '${meta}' -config ${name} ${module}`,
      folder,
    );
    const said = run.stdout + run.stderr;
    const expectation = expected!.expect;
    if (expectation.result === 'violated') expect(said).toMatch(violationOf(expectation.property, config));
    else expect(said).toContain('Model checking completed. No error has been found.');
    expect(readdirSync(folder)).toEqual(before);
  },
);

/** TLC names invariants, but of temporal properties only that there is one. */
function violationOf(property: string, config: string): RegExp {
  if (property === 'deadlock') return /Error: Deadlock reached/;
  if (property === 'assumption') return /Error: Assumption .* is false/;
  const isTemporal = new RegExp(`^PROPERT(Y|IES)\\b.*\\b${property}\\b`, 'm').test(
    readFileSync(config, 'utf8'),
  );
  return isTemporal
    ? /Error: (Temporal properties were|Action property .* is) violated/
    : new RegExp(`Error: Invariant ${property} is violated`);
}
