import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ENDLESS, processesWith, realTools, temporaryFolder, until, writeCounter } from './support.ts';
import { transpileTlc } from './transpiled-tlc.ts';

const { java, jar } = await realTools();

/** A Node process that checks an endless model, and dies in the given way when TLC is at work. */
const parentScript = (door: string, folder: string, death: string): string => `
import { runTlc } from ${JSON.stringify(door)};
await runTlc(
  {
    java: ${JSON.stringify(java.path)},
    jar: ${JSON.stringify(jar.path)},
    folder: ${JSON.stringify(folder)},
    module: 'Counter',
    configFile: 'Counter.cfg',
    logFolder: ${JSON.stringify(join(folder, 'logs'))},
    scratchFolder: ${JSON.stringify(join(folder, 'scratch'))},
  },
  { onOutput: (text) => { if (text.includes('STARTMSG 2190')) { ${death}; } } },
);`;

it.each([
  ['SIGKILL', 'process.kill(process.pid, "SIGKILL")'],
  ['SIGTERM', 'process.kill(process.pid, "SIGTERM")'],
  ['an exit', 'process.exit(3)'],
  ['an exception', 'throw new Error("a bug of ours")'],
])(
  'no Java process and no folder outlives a parent that dies by %s',
  { timeout: 120_000 },
  async (_, death) => {
    const folder = temporaryFolder();
    const scratch = join(folder, 'scratch');
    mkdirSync(scratch);
    writeCounter(folder, ENDLESS);
    const script = join(folder, 'parent.js');
    writeFileSync(script, parentScript(transpileTlc(join(folder, 'tlc')), folder, death));

    const parent = spawn(process.execPath, [script], { stdio: 'ignore' });
    let sawJava = false;
    let gone = false;
    parent.on('exit', () => (gone = true));
    await until(() => (sawJava ||= processesWith(scratch).some((line) => line.includes('tlc2.TLC'))));
    await until(() => gone);
    await until(() => processesWith(scratch).length === 0);
    await until(() => readdirSync(scratch).length === 0);
    expect(existsSync(scratch)).toBe(true);
  },
);
