import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { traceFromJson, type Trace } from '../../src/trace/index.ts';
import { readTable, type Row } from './counterexample-table.ts';

const CASES = join(import.meta.dirname, '../cases/counterexamples');
const SPECS = join(import.meta.dirname, '../../specs');
const rows = readTable(readFileSync(join(CASES, 'table.txt'), 'utf8'));

const ACTORS: readonly (readonly [string, RegExp])[] = [
  ['cpu', /^(Fault|Store)$/],
  ['user', /^(Pin|BlindFastPinCheck|FastPin\w+|DmaStart|DmaWrite|DmaWriteTail|DmaDone|SetDirty|Unpin)$/],
  ['flusher', /^(Wb(Lock|Protect|Decide|Clear|Submit)|BlindDecide)$/],
  ['block', /^Wb(Transfer|End)$/],
  ['fsync', /^Fsync(Return)?$/],
  ['reclaim', /^Reclaim$/],
  ['invalidate', /^Invalidate$/],
  ['reflink', /^Reflink$/],
  ['truncate', /^(TruncateStart|Truncate)$/],
];

/** The names of a trace's actions, in order, by actor. */
function byActor(trace: Trace): Record<string, string> {
  const actions: Record<string, string[]> = {};
  for (const { actions: instances } of trace.steps) {
    const { name } = instances[0];
    const actor = ACTORS.find(([, pattern]) => pattern.test(name))?.[0] ?? `nobody's: ${name}`;
    (actions[actor] ??= []).push(name);
  }
  return Object.fromEntries(Object.entries(actions).map(([actor, names]) => [actor, names.join(' ')]));
}

function savedTrace({ config }: Row): Trace {
  const trace = traceFromJson(JSON.parse(readFileSync(join(CASES, `${config}.trace.json`), 'utf8')));
  if (!trace.ok) throw new Error(`${config}: ${trace.error}`);
  return trace.value;
}

interface Manifest {
  readonly models: readonly { readonly config: string; readonly expect: Record<string, string> }[];
}

/** The known failures, as TLC found them: table.txt is for people, the saved traces are what TLC said. */
describe('the counterexamples of the table', () => {
  it('are there', () => expect(rows.length).toBeGreaterThan(15));

  it.each(rows)('$name in $config', (row) => {
    expect(byActor(savedTrace(row))).toEqual(row.actors);
  });

  it.each(rows)('$config ends as the table says', (row) => {
    expect(savedTrace(row).end.kind).toBe(row.end);
  });

  it.each(rows)(
    '$config is in the manifest with the property of the table',
    ({ design, config, property }) => {
      const manifest = JSON.parse(readFileSync(join(SPECS, design, 'manifest.json'), 'utf8')) as Manifest;
      const model = manifest.models.find((candidate) => candidate.config === `${config}.cfg`);
      expect(model?.expect).toEqual({ result: 'violated', property });
    },
  );
});
