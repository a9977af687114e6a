import {
  FEATURE_COW,
  HEADER_FREE_BLOCKS,
  HEADER_SPARES,
  NO_PAGE,
  PAGE_BYTES,
  STORAGE_MEMORY,
  USER_DMA,
  USER_IDLE,
  USER_PINNED,
  USER_REFUSED,
} from '../layout/constants.ts';
import { load } from '#atomics';
import { hasFeature, privateByte, storageByte, type PageMemory } from '../layout/page-memory.ts';
import type { Deadline } from '../flags/flag-wait.ts';
import { reserveBlocks } from '../fs/block-map.ts';
import type { DesignPolicy } from '../fs/design-policy.ts';
import { addPin, moveUser, userAt } from './gup-user.ts';
import { handleWriteFault } from './handle-write-fault.ts';
import { lockPageTable, unlockPageTable } from './page-table-lock.ts';
import { pteIsWritable } from './page-table.ts';

/**
 * Grants a pin: the reference is taken under the page-table lock while the PTE is writable. Answers false, and changes
 * nothing, if the PTE is not writable or the user not idle.
 *
 * Implements PageCache!GrantPin.
 */
export function tryPinUserPage(memory: PageMemory, user: number, page: number): boolean {
  if (userAt(memory, user) !== USER_IDLE) return false;
  // Look and count under one lock: a pass that has write-protected the PTE then sees every pin that came through it.
  lockPageTable(memory, page);
  const writable = pteIsWritable(memory, page);
  if (writable) {
    addPin(memory, page);
    moveUser(memory, user, USER_PINNED, page);
  }
  unlockPageTable(memory, page);
  return writable;
}

/**
 * Answers the request for a pin with an error. Answers false, and changes nothing, as tryPinUserPage does.
 *
 * Implements PageCache!RefusePin.
 */
export function refusePin(memory: PageMemory, user: number, page: number): boolean {
  if (userAt(memory, user) !== USER_IDLE || !pteIsWritable(memory, page)) return false;
  moveUser(memory, user, USER_REFUSED, NO_PAGE);
  return true;
}

/**
 * No pin: the device maps the page in its own page table, until an MMU notifier takes that away. Answers false, and changes
 * nothing, as tryPinUserPage does.
 *
 * Implements PageCache!MapInDevice.
 */
export function mapInDevice(memory: PageMemory, user: number, page: number): boolean {
  if (userAt(memory, user) !== USER_IDLE) return false;
  lockPageTable(memory, page);
  const writable = pteIsWritable(memory, page);
  if (writable) moveUser(memory, user, USER_DMA, page);
  unlockPageTable(memory, page);
  return writable;
}

/**
 * No pin: the user gets a private page with the contents of the file's page. Answers false, and changes nothing, as
 * tryPinUserPage does.
 *
 * Implements PageCache!GrantPrivatePage.
 */
export function grantPrivatePage(memory: PageMemory, user: number, page: number): boolean {
  if (userAt(memory, user) !== USER_IDLE) return false;
  lockPageTable(memory, page);
  const writable = pteIsWritable(memory, page);
  if (writable) {
    const source = storageByte(memory, page, STORAGE_MEMORY);
    memory.bytes.copyWithin(privateByte(memory, user), source, source + PAGE_BYTES);
    moveUser(memory, user, USER_PINNED, page);
  }
  unlockPageTable(memory, page);
  return writable;
}

/**
 * A pin that reserves blocks beyond the one of its write fault, on a filesystem that copies on write; the caller has seen
 * that there are enough. Answers false, and changes nothing, as tryPinUserPage does, and if there are no longer enough.
 *
 * Implements Hybrid!ReservePin.
 */
export function reservePin(memory: PageMemory, user: number, page: number): boolean {
  if (userAt(memory, user) !== USER_IDLE) return false;
  lockPageTable(memory, page);
  const granted = pteIsWritable(memory, page) && reserveBlocks(memory, page, sparesOfPin(memory));
  if (granted) {
    addPin(memory, page);
    moveUser(memory, user, USER_PINNED, page);
  }
  unlockPageTable(memory, page);
  return granted;
}

/** Whether the blocks that a pin reserves are there. */
export function hasSpares(memory: PageMemory): boolean {
  return load(memory.words, HEADER_FREE_BLOCKS) >= sparesOfPin(memory);
}

function sparesOfPin(memory: PageMemory): number {
  return hasFeature(memory, FEATURE_COW) ? load(memory.words, HEADER_SPARES) : 0;
}

/**
 * Asks for a page for a device that will write it, and faults the page in as often as it has to. Sleeps as
 * `handleWriteFault` does. Answers false if the user is not idle, the page has no space or is beyond the end of the file,
 * or the deadline passed; then nothing is pinned. What the user got is for the design to say.
 *
 * Linux: pin_user_pages(FOLL_WRITE), slow path, mm/gup.c.
 */
export function pinUserPage(
  memory: PageMemory,
  user: number,
  page: number,
  policy: DesignPolicy,
  deadline: Deadline = Infinity,
): boolean {
  while (!policy.pin(memory, user, page)) {
    if (userAt(memory, user) !== USER_IDLE) return false;
    if (!handleWriteFault(memory, page, deadline)) return false;
  }
  return true;
}
