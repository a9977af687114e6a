import { FEATURE_PRIVATE_PAGES, STORAGE_MEMORY } from '../layout/constants.ts';
import { firstVersion, writeNextVersion, writeVersion } from '../layout/contents.ts';
import { hasFeature, privateByte, storageByte, type PageMemory } from '../layout/page-memory.ts';
import { userPage } from './gup-user.ts';

/** The newest version of the page that any memory holds: the page itself, and private pages of its users. */
export function newestVersion(memory: PageMemory, page: number): number {
  let newest = firstVersion(memory, storageByte(memory, page, STORAGE_MEMORY));
  if (!hasFeature(memory, FEATURE_PRIVATE_PAGES)) return newest;
  for (let user = 0; user < memory.users; user++) {
    if (userPage(memory, user) !== page) continue;
    const version = firstVersion(memory, privateByte(memory, user));
    if (version > newest) newest = version;
  }
  return newest;
}

/** Overwrites the page in memory with a version that no memory holds yet. */
export function writeNewVersion(memory: PageMemory, page: number): void {
  if (!hasFeature(memory, FEATURE_PRIVATE_PAGES)) return writeNextVersion(memory, page);
  const version = newestVersion(memory, page) + 1;
  writeVersion(memory, storageByte(memory, page, STORAGE_MEMORY), page, version);
}
