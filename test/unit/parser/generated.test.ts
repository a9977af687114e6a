import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../../..');

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]),
  );

it('the committed parser is what the grammars give: npm run generate:parser', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'generated-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync(process.execPath, [path.join(ROOT, 'scripts/generate-parser.mjs'), folder]);
  const fresh = filesOf(folder);
  expect(Object.keys(fresh).length).toBeGreaterThan(0);
  expect(filesOf(path.join(ROOT, 'src/parser/generated'))).toEqual(fresh);
}, 60_000);
