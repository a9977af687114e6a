import { createMemory, type DesignPolicy, type MemoryUse, type PageMemory } from '../../../kernel/index.ts';
import { featureBits } from './features.ts';
import type { PageCacheConstants } from './types.ts';

/** The kernel under test, and who in it plays which part of the model. */
export interface Cast {
  readonly memory: PageMemory;
  readonly policy: DesignPolicy;
  /** The model's names of the kernel's pages, by number. */
  readonly pages: readonly string[];
  /** The model's names of the kernel's users, by number. */
  readonly users: readonly string[];
  /** The model's name for "no page". */
  readonly noPage: string;
  /** The highest version that the model's writers write. */
  readonly maxVersion: number;
  /** How the kernel's memory is used: what `formatMemory` needs. */
  readonly use: MemoryUse;
  /** The features of the model by their names. */
  readonly features: ReadonlySet<string>;
  /** The number of a page by its name in the model. @throws Error for a name that the model's constants do not have. */
  page(name: string): number;
  /** The number of a user by its name in the model. @throws Error as `page` does. */
  user(name: string): number;
}

/** Allocates a kernel for a model's constants. */
export function createCast(policy: DesignPolicy, constants: PageCacheConstants): Cast {
  const pages = [...constants.Pages];
  const users = [...constants.Users];
  const use = {
    repeat: constants.Repeat,
    longTerm: users.flatMap((name, user) => (constants.ShortUsers.has(name) ? [] : [user])),
    freeBlocks: constants.FreeBlocks,
    spares: constants.Spares ?? 0,
  };
  const features = featureBits(policy, constants);
  return {
    memory: createMemory({ pages: pages.length, users: users.length, features, ...use }),
    policy,
    pages,
    users,
    noPage: constants.NoPage,
    maxVersion: constants.MaxVersion,
    use,
    features: new Set([...constants.Features].map(String)),
    page: numbering('page', pages),
    user: numbering('user', users),
  };
}

function numbering(kind: string, names: readonly string[]): (name: string) => number {
  const numbers = new Map(names.map((name, number) => [name, number]));
  return (name) => {
    const number = numbers.get(name);
    if (number === undefined) throw new Error(`no ${kind} is called ${name}, only ${names.join(', ')}`);
    return number;
  };
}
