import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of Tracewright that make a report, or a state graph. */
const PARTS = ['check', 'graph', 'manifest', 'parser', 'tlc', 'trace', 'verdict-cache'];

/** Changes with every change of the code that makes reports: a verdict that an earlier Tracewright gave is not used. */
export function programHash(): string {
  const hash = createHash('sha256');
  const root = join(import.meta.dirname, '..');
  for (const part of PARTS) {
    const names = readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).sort();
    for (const name of names.filter((file) => /(?<!\.d)\.[jt]s$/.test(file)))
      hash.update(`${part}/${name}\0`).update(readFileSync(join(root, part, name)));
  }
  return hash.digest('hex');
}
