import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runGuarded, type GuardedRequest } from '../../../src/tlc/run/guarded-process.ts';
import { processesWith, problemOf, temporaryFolder, until, valueOf } from './support.ts';

/** Runs a shell script under guard, with a private folder of its own. */
function start(script: string, more: Partial<GuardedRequest> = {}) {
  const workingFolder = temporaryFolder();
  const privateFolder = join(workingFolder, "private ' folder");
  mkdirSync(join(privateFolder, 'sub'), { recursive: true });
  let text = '';
  const run = runGuarded({
    command: '/bin/sh',
    args: ['-c', script, 'sh'],
    workingFolder,
    privateFolder,
    onOutput: (bytes) => void (text += bytes.toString()),
    ...more,
  });
  return {
    workingFolder,
    privateFolder,
    output: () => text,
    end: async () => {
      const result = await run;
      return valueOf(result.ok ? result : { ok: false, error: { message: result.error.errno } });
    },
    failure: async () => problemOf(await run),
    started: () => until(() => text.includes('started')),
  };
}

describe('runGuarded', { timeout: 60_000 }, () => {
  it('passes on the exit status, and the output in its order', async () => {
    const run = start('echo one; echo two >&2; echo three; exit 13');
    expect(await run.end()).toMatchObject({ exitCode: 13, signal: null, ended: 'exit' });
    expect(run.output()).toBe('one\ntwo\nthree\n');
  });

  it('keeps error output apart if that is asked for', async () => {
    let errors = '';
    const run = start('echo one; echo two >&2', {
      onErrorOutput: (bytes) => void (errors += bytes.toString()),
    });
    await run.end();
    expect([run.output(), errors]).toEqual(['one\n', 'two\n']);
  });

  it('passes arguments and the working folder on as they are, and no input', async () => {
    const args = ['-c', 'printf "%s|" "$@"; pwd; cat', 'sh', 'a b', "it's", '$HOME', ''];
    const run = start('', { args });
    await run.end();
    expect(run.output()).toBe(`a b|it's|$HOME||${run.workingFolder}\n`);
  });

  it('passes on the signal by which the command died', async () => {
    expect(await start('kill -SEGV $$').end()).toMatchObject({
      exitCode: null,
      signal: 'SIGSEGV',
      ended: 'exit',
    });
  });

  it('loses nothing of a long output', async () => {
    const run = start('i=0; while [ $i -lt 20000 ]; do echo "line $i"; i=$((i+1)); done');
    await run.end();
    expect(run.output().split('\n').length).toBe(20_001);
  });

  it('ends children that the command leaves behind, and removes the folder', async () => {
    const run = start('sleep 1000 & sleep 1001 & echo started; exit 0');
    expect(await run.end()).toMatchObject({ exitCode: 0, ended: 'exit' });
    expect(existsSync(run.privateFolder)).toBe(false);
    await until(() => processesWith(run.workingFolder).length === 0);
    expect(existsSync(run.workingFolder)).toBe(true);
  });

  it('keeps the folder if that is asked for', async () => {
    const run = start('exit 0', { keepPrivateFolder: true });
    await run.end();
    expect(existsSync(run.privateFolder)).toBe(true);
  });

  it('stops at the time limit', async () => {
    const run = start('echo started; exec sleep 1000', { timeLimitMilliseconds: 50 });
    expect(await run.end()).toMatchObject({ signal: 'SIGTERM', ended: 'time-limit' });
    expect(existsSync(run.privateFolder)).toBe(false);
  });

  it('takes a time limit of months for what it is', async () => {
    expect(await start('exit 0', { timeLimitMilliseconds: 2 ** 33 }).end()).toMatchObject({ ended: 'exit' });
  });

  it('kills what does not heed SIGTERM', async () => {
    const controller = new AbortController();
    const run = start("trap '' TERM; echo started; while :; do sleep 1; done", { signal: controller.signal });
    await run.started();
    controller.abort();
    expect(await run.end()).toMatchObject({ signal: 'SIGKILL', ended: 'aborted' });
    expect(existsSync(run.privateFolder)).toBe(false);
    await until(() => processesWith(run.workingFolder).length === 0);
  });

  it('stays on guard while the command is asked to end', async () => {
    const controller = new AbortController();
    const run = start("trap 'echo asked' TERM; echo started; while :; do sleep 0.1; done", {
      signal: controller.signal,
    });
    await run.started();
    controller.abort();
    await until(() => run.output().includes('asked'));
    expect(processesWith(run.privateFolder)).toHaveLength(1);
    expect((await run.end()).signal).toBe('SIGKILL');
  });

  it('stops at once if it was aborted before', async () => {
    expect(await start('sleep 1000', { signal: AbortSignal.abort() }).end()).toMatchObject({
      ended: 'aborted',
    });
  });

  it('says so when there is nothing that it could start', async () => {
    for (const more of [{ command: '/no/such/command' }, { workingFolder: '/no/such/folder' }]) {
      const run = start('', more);
      expect((await run.failure()).errno).toMatch(/^ENO(ENT|EXEC)$/);
      expect(existsSync(run.privateFolder)).toBe(false);
    }
  });
});
