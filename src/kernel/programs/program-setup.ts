import { createMemory } from '../layout/create-memory.ts';
import { featureBits, type FeatureName } from '../layout/features.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import { PAGE_PROGRAMS, type PageProgram } from './page-programs.ts';

/** How a program uses its memory: what a model of the same small world has as constants. */
export interface ProgramSetup {
  readonly pages: number;
  readonly users: number;
  readonly features: readonly FeatureName[];
  readonly freeBlocks: number;
  readonly longTerm: readonly number[];
  /** The most writes to a page. */
  readonly writes: number;
  /** What a pin of the design hybrid reserves, where the filesystem copies on write. */
  readonly spares: number;
}

const SPARES = 2;

/** How the program of that name uses its memory. `designFeatures` are the bits that the design brings. */
export function programSetup(name: string, designFeatures: number): ProgramSetup {
  const program = PAGE_PROGRAMS[name] as PageProgram;
  const { pages, users, features = [], freeBlocks = 0, longTerm = [], writes = 2 } = program;
  // Devices with page tables or private pages take no pins of their own.
  const used = designFeatures === 0 ? features : features.filter((feature) => feature !== 'fast-gup');
  return { pages, users, features: used, freeBlocks, longTerm, writes, spares: SPARES };
}

/** The memory of the program of that name, in its first state. `designFeatures` are the bits that the design brings. */
export function programMemory(name: string, designFeatures: number): PageMemory {
  const { features, ...use } = programSetup(name, designFeatures);
  return createMemory({ ...use, repeat: false, features: featureBits(features) | designFeatures });
}
