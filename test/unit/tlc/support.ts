import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findJava, resolveJar, type Java, type ResolvedJar, type Result } from '../../../src/tlc/index.ts';

/** A folder that is removed when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tlc-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes an executable shell script and answers with its path. */
export function writeScript(folder: string, name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

export function valueOf<T>(result: Result<T, { readonly message: string }>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export function problemOf<E>(result: Result<unknown, E>): E {
  if (result.ok) throw new Error(`a problem was expected, but got ${JSON.stringify(result.value)}`);
  return result.error;
}

/** The Java and the jar of this machine: `npm test` runs setup first. */
export async function realTools(): Promise<{ java: Java; jar: ResolvedJar }> {
  return {
    java: valueOf(await findJava(process.env)),
    jar: valueOf(await resolveJar({ env: process.env })),
  };
}

/** Waits until the condition holds; a test that hangs here fails by its own time limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resume) => setTimeout(resume, 20));
}

/** The command lines of all living processes that mention the text; zombies are dead. */
export function processesWith(text: string): string[] {
  return execFileSync('ps', ['-A', '-ww', '-o', 'stat=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\n')
    .filter((line) => line.includes(text) && !line.startsWith('Z') && !line.includes('stat=,args='));
}

export const COUNTER = `---- MODULE Counter ----
EXTENDS Naturals
CONSTANT Limit
VARIABLE x
Init == x = 0
Next == x < Limit /\\ x' = x + 1
Small == x < 3
====
`;

/** Writes a model into the folder; `Limit` decides how long it runs. */
export function writeCounter(folder: string, limit: number, more = ''): void {
  writeFileSync(join(folder, 'Counter.tla'), COUNTER);
  writeFileSync(join(folder, 'Counter.cfg'), `INIT Init\nNEXT Next\nCONSTANT Limit = ${limit}\n${more}`);
}

export const ENDLESS = 2_000_000_000;
