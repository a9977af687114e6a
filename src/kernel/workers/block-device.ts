import { load, wait } from '#atomics';
import { serveOrSleep } from '../actors/block-device.ts';
import { transferBio } from '../block/transfer-bio.ts';
import { endPageWriteback } from '../flags/page-writeback.ts';
import { blockOf } from '../fs/block-map.ts';
import { HEADER_DOORBELL, PAGE_WRITTEN } from '../layout/constants.ts';
import { pageWord, type PageMemory } from '../layout/page-memory.ts';
import type { Play } from './actor.ts';
import { DeviceFile } from './device-file.ts';
import { isStopped } from './pace.ts';

const LONGEST_SLEEP_MS = 50;

/** The block device: carries out the bios of all pages, in a file where it has one; sleeps when there is none. */
export const playBlockDevice: Play = (memory, { deviceFile }) => {
  if (deviceFile !== undefined) return playFileDevice(memory, deviceFile);
  while (!isStopped(memory)) serveOrSleep(memory, LONGEST_SLEEP_MS);
};

function playFileDevice(memory: PageMemory, path: string): void {
  const file = new DeviceFile(path);
  try {
    while (!isStopped(memory)) {
      const bell = load(memory.words, HEADER_DOORBELL);
      if (serveToFile(memory, file) === 0) wait(memory.words, HEADER_DOORBELL, bell, LONGEST_SLEEP_MS);
    }
    file.sync();
  } finally {
    file.close();
  }
}

/** The bio of a page has ended when its block is in the file; answers how many have. */
function serveToFile(memory: PageMemory, file: DeviceFile): number {
  let served = 0;
  for (let page = 0; page < memory.pages; page++) {
    const written = load(memory.words, pageWord(page, PAGE_WRITTEN));
    if (!transferBio(memory, page)) continue;
    const isAccepted = load(memory.words, pageWord(page, PAGE_WRITTEN)) !== written;
    if (isAccepted) file.write(memory, blockOf(memory, page));
    endPageWriteback(memory, page);
    served++;
  }
  return served;
}
