import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeCiFiles } from '../../../src/cli/ci-files.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const RUN = {
  reports: [],
  notStarted: [],
  problems: [{ message: 'no Java' }],
  exitCode: 2,
  version: '1.2.3',
  root: '/project',
  links: new Map<string, string>(),
};

test('a report whose place was taken while TLC ran is said, and the others are written', async () => {
  const folder = tempFolder({ 'j.xml/taken': '', 'summary.md/taken': '' });
  const at = (name: string): string => join(folder, name);
  const problems = await writeCiFiles(
    RUN,
    { junit: at('j.xml'), sarif: at('s.sarif'), jsonLine: at('l.json'), github: true },
    { GITHUB_STEP_SUMMARY: at('summary.md') },
    [],
  );
  expect(problems).toEqual([
    expect.stringMatching(/^Cannot write .*j\.xml: .*Choose another place with --junit\.$/),
    expect.stringContaining(`Cannot write the job summary ${at('summary.md')}`),
  ]);
  expect(readdirSync(folder).sort()).toEqual(['j.xml', 'l.json', 's.sarif', 'summary.md']);
  expect(JSON.parse(readFileSync(at('l.json'), 'utf8'))).toMatchObject({
    exitCode: 2,
    problems: ['no Java'],
  });
});
