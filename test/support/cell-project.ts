import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCli, runShell, type CommandResult } from './run-cli.ts';
import { tempFolder } from './temp-folder.ts';

export const SPEC = `---- MODULE Cell ----
EXTENDS Naturals
CONSTANT Readers
VARIABLES value, cache
vars == <<value, cache>>
Init == value = 0 /\\ cache = [r \\in Readers |-> 0]
Write(v) == v # value /\\ value' = v /\\ UNCHANGED cache
Read(r) == cache' = [cache EXCEPT ![r] = value] /\\ UNCHANGED value
Next == (\\E v \\in 0..2 : Write(v)) \\/ (\\E r \\in Readers : Read(r))
Spec == Init /\\ [][Next]_vars
Fresh == \\A r \\in Readers : cache[r] = value \\/ cache[r] = 0
====
`;

export const CONFIG = 'SPECIFICATION Spec\nCONSTANT Readers = {r1, r2}\nINVARIANT Fresh\n';

export const MANIFEST = {
  name: 'cell',
  suite: { driver: 'driver.ts', output: 'generated' },
  models: [
    {
      module: 'Cell',
      config: 'Cell.cfg',
      expect: { result: 'violated', property: 'Fresh' },
      why: 'A reader keeps what it read.',
      test: 'a stale read',
    },
  ],
};

/** A driver of a user's own; `read` is the line that a test breaks. */
export const driver = (read = 'cache[action.parameters.r] = value;'): string => `
import type { CreateDriver } from './generated/driver.js';

export const createDriver: CreateDriver = ({ Readers }) => {
  let value = 0;
  let cache: Record<string, number> = {};
  return {
    init() {
      value = 0;
      cache = Object.fromEntries([...Readers].map((reader) => [reader, 0]));
    },
    apply(action) {
      if (action.name === 'Write') {
        if (action.parameters.v === value) return 'refused';
        value = action.parameters.v;
      } else {
        ${read}
      }
      return 'done';
    },
    observe: async () => ({ value, cache }),
    dispose() {},
  };
};
`;

/** A project of a user's own, with Tracewright and vitest installed. */
export function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = tempFolder({
    'package.json': '{ "name": "cell", "type": "module" }',
    'specs/Cell.tla': SPEC,
    'specs/Cell.cfg': CONFIG,
    'specs/manifest.json': JSON.stringify(MANIFEST),
    'specs/driver.ts': driver(),
    ...files,
  });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/tracewright'));
  symlinkSync(join(ROOT, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  return folder;
}

/** The generated files of the project; they are the same in every folder, so one run of TLC is enough for all tests. */
export async function suite(): Promise<Readonly<Record<string, string>>> {
  generated ??= generateOnce();
  return generated;
}
let generated: Promise<Readonly<Record<string, string>>> | undefined;

async function generateOnce(): Promise<Readonly<Record<string, string>>> {
  const folder = project();
  const run = await runCli(['generate', 'specs'], { cwd: folder });
  if (run.exitCode !== 0) throw new Error(run.stderr);
  const names = ['specs/generated/driver.ts', 'specs/generated/suite.test.ts'];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

export const said = ({ stdout, stderr }: CommandResult): string => stdout + stderr;

/** Runs a printed command in a shell, as a user would who pastes it; `npx tracewright` is the built command. */
export const paste = (command: string, cwd: string): Promise<CommandResult> =>
  runShell(
    command.replace('npx tracewright', `'${process.execPath}' '${join(ROOT, 'bin/tracewright.js')}'`),
    cwd,
  );

/** A change of a file in `specs`. */
export function edit(name: string, change: (text: string) => string): (folder: string) => void {
  return (folder) => {
    const file = join(folder, 'specs', name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
}
