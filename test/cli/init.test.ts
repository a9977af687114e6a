import { readFileSync, readdirSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runCli, runShell } from '../support/run-cli.ts';
import { CONFIG, driver, edit, project, said } from '../support/cell-project.ts';

/** A project with a specification and nothing else. */
function bare(files: Readonly<Record<string, string>> = {}): string {
  const folder = project({
    'specs/Cell.cfg': CONFIG.replace('INVARIANT Fresh\n', '') + 'CHECK_DEADLOCK TRUE\n',
    ...files,
  });
  rmSync(join(folder, 'specs/manifest.json'));
  rmSync(join(folder, 'specs/driver.ts'));
  return folder;
}

const OPTIONAL = `
import type { CreateDriver } from './generated/driver.js';

export const createDriver: CreateDriver = ({ Readers }) => {
  let value = 0;
  const cache = Object.fromEntries([...Readers].map((reader) => [reader, 0]));
  return {
    init() {
      value = 0;
    },
    apply({ parameters }) {
      if ('v' in parameters !== (value === 0)) return 'refused';
      value = 'v' in parameters ? parameters.v : 0;
      return 'done';
    },
    observe: () => ({ value, cache }),
    dispose() {},
  };
};
`;

describe('init', { timeout: 180_000 }, () => {
  test('writes what generate and replay need; replay then names what is missing, one after the other', async () => {
    const folder = bare();
    const run = await runCli(['init', 'specs'], { cwd: folder });
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe(
      [
        'specs/manifest.json: written',
        'specs/driver.ts: written',
        'next:',
        '  npx tracewright generate specs    # the types of the driver, and the suite',
        '  npx tracewright replay specs      # names what the driver lacks, until it is complete',
        '',
      ].join('\n'),
    );
    expect(said(await runCli(['generate', 'specs'], { cwd: folder }))).toContain(
      'specs/generated: walks of 1 model',
    );
    const replay = async (): Promise<string> => said(await runCli(['replay', 'specs'], { cwd: folder }));
    expect(await replay()).toContain('the driver is not complete: init, ');
    const file = join(folder, 'specs/driver.ts');
    const scaffold = readFileSync(file, 'utf8');
    const complete = driver();
    const part = (from: string, to: string): string =>
      complete.slice(complete.indexOf(from), complete.indexOf(to));
    const filled = scaffold
      .replace('= () => {', `= ({ Readers }) => {\n${part('  let value', '  return {')}`)
      .replace(/init\(\) \{\n.*\n {4}\},/, part('init()', '    apply').trimEnd())
      .replace(/observe\(\) \{\n.*\n.*\n {4}\},/, 'observe: () => ({ value, cache }),');
    writeFileSync(file, filled);
    expect(await replay()).toMatch(
      /the driver is not complete: the action (Write\(v\)|Read\(r\)) is not written yet/,
    );
    writeFileSync(file, complete);
    expect((await runCli(['replay', 'specs'], { cwd: folder })).exitCode).toBe(0);
  });

  test('leaves what is there, and lists the actions that a driver does not name', async () => {
    const folder = bare();
    const file = join(folder, 'specs/driver.ts');
    writeFileSync(file, "// knows 'Write' only\n");
    const run = await runCli(['init', 'specs/Cell.tla'], { cwd: folder });
    expect(run.stdout).toContain(
      'specs/driver.ts: is there already, and left as it is\n  it does not name the action Read(r)\nnext:',
    );
    expect(run.stdout).not.toContain('action Write');
    expect(readFileSync(file, 'utf8')).toBe("// knows 'Write' only\n");
    expect(run.exitCode).toBe(0);
  });

  test('knows an action that has a parameter in some disjuncts of Next only', async () => {
    const folder = bare();
    const next =
      "Next == \\/ \\E v \\in 1..2 : value = 0 /\\ value' = v /\\ UNCHANGED cache\n        \\/ value # 0 /\\ value' = 0 /\\ UNCHANGED cache\n";
    edit('Cell.tla', (text) => text.replace(/^Next ==.*\n/m, next))(folder);
    const hint =
      'warning: Cell.tla:9:28, Cell.tla:10:12: these disjuncts of the next-state relation are no named operators, so a driver gets them as Next; ';
    expect((await runCli(['init', 'specs'], { cwd: folder })).stderr).toContain(hint);
    const file = join(folder, 'specs/driver.ts');
    expect(readFileSync(file, 'utf8')).toContain(
      [
        "        case 'Next': // Next(v) at Cell.tla:9, Next at Cell.tla:10: 'v' in action.parameters tells which",
        "          throw new Error('the driver is not complete: the action Next(v) or Next is not written yet');",
      ].join('\n'),
    );
    const generated = await runCli(['generate', 'specs'], { cwd: folder });
    expect(generated.stderr.split('\n').filter((line) => line.startsWith(hint))).toHaveLength(1);
    expect(generated.exitCode).toBe(0);
    const types = readFileSync(join(folder, 'specs/generated/driver.ts'), 'utf8');
    expect(types.match(/^ {2}\| .*$/gm)).toEqual([
      "  | { readonly name: 'Next'; readonly parameters: {  } }",
      "  | { readonly name: 'Next'; readonly parameters: { readonly v: number } };",
    ]);
    writeFileSync(file, OPTIONAL);
    // Both forms are told apart by TypeScript too.
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const settings = '--noEmit --strict --module nodenext --target es2022 --skipLibCheck';
    expect(said(await runShell(`'${process.execPath}' '${tsc}' ${settings} specs/driver.ts`, folder))).toBe(
      '',
    );
    expect(said(await runCli(['replay', 'specs'], { cwd: folder }))).toContain('so, within the bounds of');
  });

  test('expects of each cfg file of the folder what its search can show', async () => {
    const folder = bare({
      'specs/Cell_low.cfg': CONFIG.replace('INVARIANT', 'CONSTRAINT'),
      'specs/Cell_merged.cfg': `${CONFIG}VIEW value\n`,
    });
    const run = await runCli(['init', 'specs/Cell_low.cfg'], { cwd: folder });
    expect(run.stdout).toContain(
      [
        'specs/manifest.json: written',
        '  Cell.cfg is expected to show "holds" there: correct it where something is to be violated',
        '  Cell_merged.cfg is expected to show "holds-within" there: correct it where something is to be violated',
        'specs/driver.ts: written',
      ].join('\n'),
    );
    const generated = await runCli(['generate', 'specs'], { cwd: folder });
    expect(said(generated)).toContain('specs/generated: walks of 1 model');
    expect(generated.exitCode).toBe(0);
  });

  test('refuses a cfg file whose state graph cannot be walked, and writes nothing', async () => {
    const folder = bare({ 'specs/Cell.cfg': `${CONFIG}VIEW value\n` });
    const run = await runCli(['init', 'specs'], { cwd: folder });
    expect(run.stderr).toContain('specs/Cell.cfg:4: The configuration has VIEW');
    expect(run.stderr).toContain('Make another cfg file without VIEW for the suite.');
    expect(run.exitCode).toBe(2);
    expect(readdirSync(join(folder, 'specs')).sort()).toEqual(['Cell.cfg', 'Cell.tla']);
  });

  test.each([
    ['IF value = 0 THEN Write(1) ELSE Write(0)', ', so a driver gets it as Next; '],
    ['value < 2 /\\ \\E r \\in Readers : Read(r)', ', so a driver gets it as Next; '],
    ["value' = 1 - value /\\ UNCHANGED cache", ''],
    ['\\E r \\in Readers : Read(r)', ''],
  ])('says of Next == %s why its actions have no names of their own', async (next, hint) => {
    const folder = bare();
    edit('Cell.tla', (text) => text.replace(/^Next ==.*\n/m, () => `Next == ${next}\n`))(folder);
    const run = await runCli(['init', 'specs'], { cwd: folder });
    if (hint === '') expect(run.stderr).toBe('');
    else
      expect(run.stderr).toContain(
        `Cell.tla:9:9: this disjunct of the next-state relation is no named operator${hint}`,
      );
    expect(run.exitCode).toBe(0);
  });
});
