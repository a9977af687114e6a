import type { DesignPolicy } from '../fs/design-policy.ts';
import { baseline } from './baseline/policy.ts';
import { devicePageTables } from './device-page-tables/policy.ts';
import { hybrid } from './hybrid/policy.ts';
import { linuxToday } from './linux-today/policy.ts';
import { pinBlocksDrain } from './pin-blocks-drain/policy.ts';
import { pinBlocksLocked } from './pin-blocks-locked/policy.ts';
import { pinBlocksWriteback } from './pin-blocks-writeback/policy.ts';
import { refuseLongTerm } from './refuse-long-term/policy.ts';
import { revocation } from './revocation/policy.ts';
import { rfc2023 } from './rfc-2023/policy.ts';
import { tolerate } from './tolerate/policy.ts';
import { userBouncePages } from './user-bounce-pages/policy.ts';

/** The designs by the names of their folders. */
export const DESIGNS = {
  baseline: baseline,
  'linux-today': linuxToday,
  'pin-blocks-writeback': pinBlocksWriteback,
  'pin-blocks-locked': pinBlocksLocked,
  'pin-blocks-drain': pinBlocksDrain,
  'refuse-long-term': refuseLongTerm,
  revocation: revocation,
  tolerate: tolerate,
  'user-bounce-pages': userBouncePages,
  'device-page-tables': devicePageTables,
  'rfc-2023': rfc2023,
  hybrid: hybrid,
} as const satisfies Record<string, DesignPolicy>;

/** The name of a design. */
export type DesignName = keyof typeof DESIGNS;
