import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, runCli } from '../support/run-cli.ts';

test.each(['async-queue', 'lru-cache', 'two-phase-commit'])(
  'example %s: its own folder checks as expected',
  async (name) => {
    const { exitCode, stdout } = await runCli(['check'], { cwd: join(ROOT, 'examples', name) });
    expect(stdout).toContain('4 models checked, 4 as expected');
    expect(exitCode).toBe(0);
  },
);
