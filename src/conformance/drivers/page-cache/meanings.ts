import type { MeantAction } from '../../runs/graph-follower.ts';
import type { Cast } from './cast.ts';
import type { PageCacheAction } from './types.ts';

type Names = Pick<Cast, 'pages' | 'users'>;
type Meant = readonly (readonly MeantAction[])[];
type ToActions = (names: Names, first: number, second: number) => Meant;

const action = (
  name: PageCacheAction['name'],
  parameters: Readonly<Record<string, string | undefined>> = {},
): MeantAction => ({ name, parameters: parameters as MeantAction['parameters'] });

const ofPage =
  (name: PageCacheAction['name']): ToActions =>
  ({ pages }, p) => [[action(name, { p: pages[p] })]];
const ofUser =
  (name: PageCacheAction['name']): ToActions =>
  ({ users }, u) => [[action(name, { u: users[u] })]];
const ofBoth =
  (name: PageCacheAction['name']): ToActions =>
  ({ pages, users }, u, p) => [[action(name, { u: users[u], p: pages[p] })]];
const ofNobody =
  (name: PageCacheAction['name']): ToActions =>
  () => [[action(name)]];

/** Under which names the explorer tells the steps of the core, and what they are in the model. */
const MEANINGS: Readonly<Record<string, ToActions>> = {
  tryHandleWriteFault: ofPage('Fault'),
  storeThroughMapping: ofPage('Store'),
  pin: ofBoth('Pin'),
  gupFastRead: ofBoth('FastPinRead'),
  // The core gives up at once where reclaim has frozen the reference count; the model counts first, and finds the PTE gone.
  gupFastCount: ({ users }, u) => [
    [action('FastPinCount', { u: users[u] })],
    [action('FastPinCount', { u: users[u] }), action('FastPinCheck', { u: users[u] })],
  ],
  gupFastCheck: ofUser('FastPinCheck'),
  startDma: ofUser('DmaStart'),
  dmaWrite: ofUser('DmaWrite'),
  dmaWriteTail: ofUser('DmaWriteTail'),
  finishDma: ofUser('DmaDone'),
  setDirty: ofUser('SetDirty'),
  unpinUserPage: ofUser('Unpin'),
  tryLockForWriteback: ofPage('WbLock'),
  pageMkclean: ofPage('WbProtect'),
  decide: ofPage('WbDecide'),
  clear: ofPage('WbClear'),
  submit: ofPage('WbSubmit'),
  transferBio: ofPage('WbTransfer'),
  endPageWriteback: ofPage('WbEnd'),
  fsyncStart: ofNobody('Fsync'),
  tryFsyncReturn: ofNobody('FsyncReturn'),
  reclaim: ofPage('Reclaim'),
  invalidateFolio: ofPage('Invalidate'),
  truncateStart: ofNobody('TruncateStart'),
  truncate: ofPage('Truncate'),
  extendFile: ofPage('Extend'),
  shareBlock: ofPage('Reflink'),
  reflinkAfterCopy: ofPage('ReflinkAfterCopy'),
  throttleWriter: ofNobody('Throttle'),
  releaseWriter: ofNobody('Unthrottle'),
};

/**
 * What a step of the core is in the model.
 *
 * @throws Error for a step that is in no model: the table above lacks it.
 */
export function meaningOf(
  names: Names,
  step: string,
  first: number | undefined,
  second: number | undefined,
): Meant {
  const meaning = MEANINGS[step];
  if (meaning === undefined) throw new Error(`the models have nothing for the step ${step}`);
  return meaning(names, first ?? -1, second ?? -1);
}
