import { ok, type Result, walksToJson } from '../trace/index.ts';
import { planSuite } from './plan/plan-suite.ts';
import { ABOUT_WALKS, walksFile } from './plan/plan-walks.ts';
import { seal } from './seal.ts';
import type { GeneratedFile, SuiteError, SuiteInput } from './suite-input.ts';
import { render } from './templates/render.ts';

/**
 * The files of a conformance suite: `driver.ts` with the types that a driver has to fulfil, and `suite.test.ts` with
 * the traces as data and one test that walks each of them, and `<id>.walks.json` for walks through a state graph. Equal inputs give equal bytes.
 */
export function generateSuite(input: SuiteInput): Result<readonly GeneratedFile[], SuiteError> {
  const plan = planSuite(input);
  if (!plan.ok) return plan;
  return ok([
    { path: 'driver.ts', text: seal(render('driver.ts.hbs', plan.value)) },
    { path: 'suite.test.ts', text: seal(render('suite.test.ts.hbs', plan.value)) },
    ...input.walks.map(({ set }) => ({ path: walksFile(set.id), text: walksToJson(set, ABOUT_WALKS) })),
  ]);
}
