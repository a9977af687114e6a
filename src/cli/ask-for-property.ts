import { checkedNames, DEADLOCK, partOfExpectation } from '../check/index.ts';
import { nearest, type ModelTask } from '../manifest/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';

/**
 * The models that name an invariant or property, each asked for that one only; `deadlock` is named by all. The error
 * says that none does, and what may have been meant.
 */
export async function askForProperty(
  tasks: readonly ModelTask[],
  property: string,
): Promise<Result<readonly ModelTask[], string>> {
  const { parseConfig } = await import('../parser/index.ts');
  const known = new Set([DEADLOCK]);
  const asked = tasks.filter(({ configText }) => {
    const config = parseConfig(configText);
    // A configuration that cannot be read is checked too, so that its mistake is told.
    if (!config.ok) return true;
    const { INVARIANT: invariants, PROPERTY: properties } = checkedNames(config.value);
    const names = [...invariants, ...properties];
    for (const name of names) known.add(name);
    return property === DEADLOCK || names.includes(property);
  });
  if (asked.length === 0 && tasks.length > 0) {
    const guess = nearest(property, [...known]);
    const hint = guess === undefined ? `they name ${[...known].join(', ')}` : `did you mean ${guess}?`;
    return fail(`no configuration here names an invariant or property ${property}; ${hint}`);
  }
  return ok(asked.map((task) => asking(task, property)));
}

function asking({ expected, ...task }: ModelTask, property: string): ModelTask {
  const part = expected && partOfExpectation(expected, [property]);
  return { ...task, only: [property], ...(part && { expected: part }) };
}
