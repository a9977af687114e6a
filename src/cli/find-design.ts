import { DESIGNS, type DesignName } from '../kernel/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { unknownName } from './unknown-name.ts';

/** The design of the reference implementation that has this name. The error names the ones that there are. */
export const findDesign = (name: string): Result<DesignName, string> =>
  Object.hasOwn(DESIGNS, name)
    ? ok(name as DesignName)
    : fail(unknownName('design', name, Object.keys(DESIGNS)));
