import type { Definition, ModuleStructure } from './module-structure.ts';

/** A call of an operator of an instance: `M!Op(n)`, or `C(s)!Op(n)` where the instance has parameters. */
export function qualifiedCall(
  { name, parameters }: Definition,
  operands: readonly string[],
  structure: ModuleStructure,
): string {
  const parts = name.split('!');
  const operator = parts.pop() as string;
  let module = structure.rootModule;
  let at = 0;
  const path = parts.map((part) => {
    const here = structure.modules.find((candidate) => candidate.name === module);
    const instance = here?.instances.find((candidate) => candidate.name === part);
    const count = instance?.parameters.length ?? 0;
    module = instance?.module ?? '';
    at += count;
    return count > 0 ? `${part}(${operands.slice(at - count, at).join(', ')})!` : `${part}!`;
  });
  const own = parameters.length > at ? `(${operands.slice(at).join(', ')})` : '';
  return `${path.join('')}${operator}${own}`;
}
