import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { project, said } from '../../support/cell-project.ts';
import { runCli, type CommandResult } from '../../support/run-cli.ts';

/** A switch, with an action that the model has but never allows; `breaks` is when the implementation performs it. */
const switchProject = (next: string, breaks = 'false'): string =>
  project({
    'specs/Cell.tla': `---- MODULE Cell ----
EXTENDS Naturals
CONSTANT P
VARIABLES on
Init == on = {}
Toggle == on' = P \\ on
Break(p, q) == p = q /\\ p # q /\\ UNCHANGED on
Next == Toggle \\/ ${next}
====
`,
    'specs/Cell.cfg': 'INIT Init\nNEXT Next\nCONSTANT P = {p1, p2}\n',
    'specs/manifest.json': JSON.stringify({
      name: 'switch',
      suite: { driver: 'driver.ts', output: 'generated' },
      models: [
        {
          module: 'Cell',
          config: 'Cell.cfg',
          expect: { result: 'holds' },
          walk: 'every transition',
        },
      ],
    }),
    'specs/driver.ts': `
import type { CreateDriver } from './generated/driver.js';

export const createDriver: CreateDriver = ({ P }) => {
  let on = new Set<string>();
  return {
    init() {
      on = new Set();
    },
    apply(action) {
      if (action.name === 'Toggle') {
        on = on.size > 0 ? new Set() : new Set(P);
        return 'done';
      }
      const { p, q } = action.parameters as { p: unknown; q: unknown };
      return ${breaks} ? 'done' : 'refused';
    },
    observe: () => ({ on }) as never,
    dispose() {},
  };
};
`,
  });

const tracewright = (folder: string, ...args: readonly string[]): Promise<CommandResult> =>
  runCli(args, { cwd: folder });

const certificateIn = (folder: string): string =>
  readFileSync(join(folder, 'specs/generated/suite.test.ts'), 'utf8');

describe('an action that is never possible', () => {
  test.each([
    ['has constant parameters', '\\E p \\in P : Break(p, 1)', "p === 'p2'", 'Break(p = p2, q = 1)'],
    [
      'has a set that names another parameter',
      '\\E p \\in P : \\E q \\in P \\ {p} : Break(p, q)',
      "p === 'p2' && q === 'p1'",
      'Break(p = p2, q = p1)',
    ],
    [
      'has a pattern',
      '\\E <<p, q>> \\in P \\X (1..2) : Break(p, q)',
      "p === 'p1' && q === 2",
      'Break(p = p1, q = 2)',
    ],
    [
      'has a set that depends on the state',
      '\\E p \\in on : Break(p, 1)',
      "on.size === 0 && p === 'p1'",
      'Break(p = p1, q = 1)',
    ],
    [
      'has thousands of instances',
      '\\E p, q \\in 1..40 : Break(p, q)',
      'p === 40 && q === 39',
      'Break(p = 40, q = 39)',
    ],
  ])('is refused where it %s', async (_, next, breaks, action) => {
    const folder = switchProject(next, breaks);
    const generated = await tracewright(folder, 'generate', 'specs');
    expect(said(generated)).not.toContain('warning');
    expect(generated.exitCode).toBe(0);
    const replay = await tracewright(folder, 'replay', 'specs');
    expect(said(replay)).toContain(
      `the implementation performed ${action}, which the model does not allow here`,
    );
    expect(replay.exitCode).toBe(1);
  });

  test('is said to be missing where it has too many instances', async () => {
    const folder = switchProject('\\E p, q \\in 1..142 : Break(p, q)');
    const generated = await tracewright(folder, 'generate', 'specs');
    const which = 'Break (more than 20,000 combinations of p, q)';
    expect(generated.stderr).toContain(
      `warning: Cell: not all instances are listed of ${which}: they are refused only for the arguments that occur`,
    );
    const missing = `missing: refusals of ${which} were tried only for the arguments that occur`;
    expect(certificateIn(folder)).toContain(missing);
    const replay = await tracewright(folder, 'replay', 'specs');
    expect(replay.stdout).toContain(missing);
    expect(said(replay) + certificateIn(folder)).not.toContain('by no others');
    expect(replay.exitCode).toBe(0);
    expect((await tracewright(folder, 'generate', '--check', 'specs')).exitCode).toBe(0);
  });
});
