import { GUP_PIN_COUNTING_BIAS, USER_IDLE, USER_PINNED } from '../layout/constants.ts';
import type { PageMemory } from '../layout/page-memory.ts';
import type { Deadline } from '../flags/flag-wait.ts';
import { moveUser, userAt } from './gup-user.ts';
import { handleWriteFault } from './handle-write-fault.ts';
import { lockPageTable, unlockPageTable } from './page-table-lock.ts';
import { pteIsWritable } from './page-table.ts';
import { folioRefAdd } from './refcount.ts';

/** The step of `pinUserPage`: answers false, and changes nothing, if the PTE is not writable or the user not idle. */
export function tryPinUserPage(memory: PageMemory, user: number, page: number): boolean {
  if (userAt(memory, user) !== USER_IDLE) return false;
  // Look and count under one lock: a pass that has write-protected the PTE then sees every pin that came through it.
  lockPageTable(memory, page);
  const writable = pteIsWritable(memory, page);
  if (writable) folioRefAdd(memory, page, GUP_PIN_COUNTING_BIAS);
  unlockPageTable(memory, page);
  if (writable) moveUser(memory, user, USER_PINNED, page);
  return writable;
}

/**
 * Pins a page for a device that will write it; faults the page in as often as it has to. Sleeps as `handleWriteFault`
 * does. Answers false if the user is not idle or the deadline passed; then nothing is pinned.
 *
 * Linux: pin_user_pages(FOLL_WRITE), slow path, mm/gup.c.
 * Implements PageCache!GrantPin.
 */
export function pinUserPage(
  memory: PageMemory,
  user: number,
  page: number,
  deadline: Deadline = Infinity,
): boolean {
  while (!tryPinUserPage(memory, user, page)) {
    if (userAt(memory, user) !== USER_IDLE) return false;
    if (!handleWriteFault(memory, page, deadline)) return false;
  }
  return true;
}
