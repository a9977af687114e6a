import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

export type Template = 'driver.ts.hbs' | 'suite.test.ts.hbs' | 'design.tla.hbs' | 'design-readme.md.hbs';

/**
 * Prints a plan with one of the templates of this folder. The templates print texts that the plan has made safe, so
 * they use `{{{ }}}` throughout; `strict` makes a missing text an exception instead of a hole.
 */
export function render(template: Template, plan: object): string {
  const source = readFileSync(join(import.meta.dirname, template), 'utf8');
  return Handlebars.create().compile<object>(source, { noEscape: true, strict: true })(plan);
}
