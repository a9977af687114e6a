import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { project, said } from '../../support/cell-project.ts';
import { runCli, type CommandResult } from '../../support/run-cli.ts';

const tracewright = (folder: string, ...args: readonly string[]): Promise<CommandResult> =>
  runCli(args, { cwd: folder });

/** Messages are taken in any order; what was ever sent is only there for properties. */
const SPEC = `---- MODULE Mail ----
EXTENDS Naturals, Sequences
VARIABLES inbox, taken, history
vars == <<inbox, taken, history>>
Init == inbox = <<>> /\\ taken = 0 /\\ history = {}
Send(m) == /\\ Len(inbox) < 2
           /\\ inbox' = Append(inbox, m)
           /\\ history' = history \\cup {m}
           /\\ UNCHANGED taken
First(m) == CHOOSE i \\in 1..Len(inbox) : inbox[i] = m /\\ \\A j \\in 1..(i - 1) : inbox[j] # m
Take(m) == /\\ \\E i \\in 1..Len(inbox) : inbox[i] = m
           /\\ inbox' = SubSeq(inbox, 1, First(m) - 1) \\o SubSeq(inbox, First(m) + 1, Len(inbox))
           /\\ taken' = m
           /\\ UNCHANGED history
Next == \\E m \\in 1..2 : Send(m) \\/ Take(m)
Spec == Init /\\ [][Next]_vars
Empty == taken = 0 \\/ Len(inbox) < 2
====
`;

const DRIVER = `
import type { CreateDriver } from './generated/driver.js';

export const createDriver: CreateDriver = () => {
  let inbox: number[] = [];
  let taken = 0;
  return {
    init(initial) {
      if (Object.keys(initial).join() !== 'inbox,taken') throw new Error('what is ignored was given to init');
      inbox = [];
      taken = 0;
    },
    apply({ name, parameters: { m } }) {
      if (name === 'Send') {
        if (inbox.length === 2) return 'refused';
        inbox.unshift(m);
        return 'done';
      }
      if (!inbox.includes(m)) return 'refused';
      inbox.splice(inbox.indexOf(m), 1);
      taken = m;
      return 'done';
    },
    observe: () => ({ inbox: [...inbox], taken }),
    dispose() {},
  };
};
`;

/** The suite of a specification with an order that does not matter, and a variable that no implementation has. */
function mail(comparison: object, driver = DRIVER): string {
  const manifest = {
    name: 'mail',
    suite: { driver: 'driver.ts', output: 'generated', ...comparison },
    models: [
      { module: 'Mail', config: 'Mail.cfg', expect: { result: 'holds' }, walk: 'every transition' },
      {
        module: 'Mail',
        config: 'Mail_rejects_Empty.cfg',
        expect: { result: 'violated', property: 'Empty' },
        why: 'More can be sent after something was taken.',
        test: 'two are left',
      },
    ],
  };
  const folder = project({
    'mail/Mail.tla': SPEC,
    'mail/Mail.cfg': 'SPECIFICATION Spec\n',
    'mail/Mail_rejects_Empty.cfg': 'SPECIFICATION Spec\nINVARIANT Empty\n',
    'mail/manifest.json': JSON.stringify(manifest, null, 2),
    'mail/driver.ts': driver,
  });
  return folder;
}

const SETTINGS = { ignored: ['history'], unordered: ['inbox'] };

const change = (folder: string, name: string, how: (text: string) => string): void => {
  const file = join(folder, 'mail', name);
  writeFileSync(file, how(readFileSync(file, 'utf8')));
};

const generatedText = (folder: string, name: string): string =>
  readFileSync(join(folder, 'mail/generated', name), 'utf8');

describe('a suite that ignores a variable and the order of another', () => {
  test('is green for a driver that has neither, says so, and finds a mistake in what is left', async () => {
    const folder = mail(SETTINGS);
    const generated = await tracewright(folder, 'generate', 'mail');
    expect(said(generated)).toBe('mail/generated: 1 trace, walks of 1 model, 3 files written\n');
    const state = /interface State \{\n([^}]*)\}/.exec(generatedText(folder, 'driver.ts'))?.[1];
    expect(state).toBe('  readonly inbox: readonly (number)[] | readonly [];\n  readonly taken: number;\n');
    expect(generatedText(folder, 'suite.test.ts')).not.toContain('history:');
    expect(JSON.parse(generatedText(folder, 'Mail.walks.json'))).toMatchObject(SETTINGS);
    const replay = await tracewright(folder, 'replay', 'mail');
    expect(replay.stdout).toContain(
      '2 of 3 variables were compared after every step and every refusal (not history), inbox without its order\n' +
        'so, within the bounds of Mail.cfg and as far as the driver shows it, but for history and the order of inbox, the implementation reaches',
    );
    expect(replay.exitCode).toBe(0);
    expect((await tracewright(folder, 'generate', '--check', 'mail')).stdout).toContain('up to date');

    change(folder, 'driver.ts', (text) => text.replace('inbox.unshift(m)', 'inbox.unshift(inbox[0] ?? m)'));
    const twice = await tracewright(folder, 'replay', 'mail');
    expect(twice.stdout).toContain('inbox: 1 is not expected in the sequence: once expected, 2 times there');
    expect(twice.stdout).toContain('inbox: 2 is missing in the sequence');
    expect(twice.exitCode).toBe(1);

    change(folder, 'driver.ts', () => DRIVER.replace('taken = m;', 'taken = 1;'));
    const wrong = await tracewright(folder, 'replay', 'mail');
    expect(wrong.stdout).toContain('taken: expected 2, actual 1');
    expect(wrong.exitCode).toBe(1);

    change(folder, 'driver.ts', () => DRIVER.replace('taken })', 'taken, history: new Set() })'));
    expect((await tracewright(folder, 'replay', 'mail')).stdout).toContain(
      'history: the suite ignores this variable ("ignored" in the manifest), so observe() must not show it',
    );
  });

  test('keeps a failure with all variables, so that TLC knows the way', async () => {
    const folder = mail(SETTINGS, DRIVER.replace('taken = m;', 'taken = inbox.length === 1 ? 0 : m;'));
    expect((await tracewright(folder, 'generate', 'mail')).exitCode).toBe(0);
    const saved = await tracewright(folder, 'replay', 'mail', '--test', 'Mail', '--save', 'left');
    expect(saved.stdout).toContain('saved the shortest way to the failure');
    expect(readFileSync(join(folder, 'mail/traces/left.trace.json'), 'utf8')).toContain('"history"');
    expect(said(await tracewright(folder, 'generate', 'mail'))).toBe(
      'mail/generated: 2 traces, walks of 1 model, 2 files written\n',
    );
    change(folder, 'driver.ts', () => DRIVER);
    expect((await tracewright(folder, 'replay', 'mail')).exitCode).toBe(0);
  });

  test('is red for the same driver where the manifest does not say it', async () => {
    const ordered = mail({ ignored: ['history'] });
    expect((await tracewright(ordered, 'generate', 'mail')).exitCode).toBe(0);
    const replay = await tracewright(ordered, 'replay', 'mail');
    expect(replay.stdout).toContain('inbox[1]: expected 1, actual 2');
    expect(replay.exitCode).toBe(1);

    const full = mail({ unordered: ['inbox'] }, DRIVER.replace(/if \(Object.*/, ''));
    expect((await tracewright(full, 'generate', 'mail')).exitCode).toBe(0);
    const shown = await tracewright(full, 'replay', 'mail');
    expect(shown.stdout).toContain('history: expected {}, but observe() does not show it');
    expect(shown.exitCode).toBe(1);
  });

  test('is out of date when the settings change, but not when their layout does', async () => {
    const folder = mail(SETTINGS);
    await tracewright(folder, 'generate', 'mail');
    change(folder, 'manifest.json', (text) => JSON.stringify(JSON.parse(text)));
    expect((await tracewright(folder, 'replay', 'mail')).exitCode).toBe(0);
    change(folder, 'manifest.json', (text) => text.replace('"ignored":["history"],', ''));
    const stale = await tracewright(folder, 'replay', 'mail');
    expect(stale.stderr).toContain('"name" or "suite" in the manifest has changed');
    expect(stale.exitCode).toBe(2);
  });
});

describe('names that mean nothing are refused:', () => {
  test.each([
    [
      { ignored: ['taken', 'histroy'] },
      'mail/manifest.json:8: "ignored": there is no variable histroy; did you mean history?',
    ],
    [{ unordered: ['box'] }, 'mail/manifest.json:7: "unordered": there is no variable box; there are inbox,'],
    [
      { ignored: ['inbox', 'taken', 'history'] },
      'mail/manifest.json:7: "ignored" names all variables, so that nothing would be compared',
    ],
    [
      { unordered: ['history'] },
      'mail/manifest.json:7: "unordered": history is never a sequence with elements, so it has no order',
    ],
    [
      { ignored: ['inbox'], unordered: ['inbox'] },
      'mail/manifest.json:10: "inbox" is both in "ignored" and in "unordered"',
    ],
  ])('%j', async (comparison, message) => {
    const generated = await tracewright(mail(comparison), 'generate', 'mail');
    expect(generated.stderr).toContain(message);
    expect(generated.exitCode).toBe(2);
  });
});
