import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { SuitePlan } from '../plan/plan-suite.ts';

/**
 * Prints a plan with one of the templates of this folder. The templates print texts that `plan/` has made safe, so
 * they use `{{{ }}}` throughout; `strict` makes a missing text an exception instead of a hole.
 */
export function render(template: 'driver.ts.hbs' | 'suite.test.ts.hbs', plan: SuitePlan): string {
  const source = readFileSync(join(import.meta.dirname, template), 'utf8');
  return Handlebars.create().compile<SuitePlan>(source, { noEscape: true, strict: true })(plan);
}
