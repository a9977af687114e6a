import { existsSync } from 'node:fs';
import type * as Kernel from '../../src/kernel/index.ts';

const built = new URL('../../dist/kernel/index.js', import.meta.url);

/**
 * The kernel as it is shipped: threads run the build, because Node 20 runs no TypeScript.
 *
 * @throws Error that says how to build, if there is no build.
 */
export async function builtKernel(): Promise<typeof Kernel> {
  if (!existsSync(built)) throw new Error('the thread tests run on the built package: npm run build');
  return (await import(/* @vite-ignore */ built.href)) as typeof Kernel;
}

/** The address of the built kernel, for threads that import it by themselves. */
export const BUILT_KERNEL = built.href;
