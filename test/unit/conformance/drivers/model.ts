import type {
  PageCacheAction,
  PageCacheState,
} from '../../../../src/conformance/drivers/page-cache/types.ts';

/**
 * The actions of PageCache.tla and of the two designs, transcribed by hand and independently of the kernel: each answers
 * the next state, or undefined where the specification's guard is false. One page p1, one or more users, versions 0..2.
 */
export interface ModelOptions {
  readonly pages: readonly string[];
  readonly users: readonly string[];
  readonly repeat: boolean;
  readonly maxVersion: number;
  readonly pinBlocksWriteback: boolean;
}

type State = PageCacheState;
type Changes = Partial<State> | undefined;

const record = <T>(names: readonly string[], value: () => T) =>
  Object.fromEntries(names.map((name) => [name, value()]));

export function initialState({ pages, users }: ModelOptions): State {
  return {
    flags: record(pages, () => new Set<string>()),
    pte: record(pages, () => 'none' as const),
    pins: record(pages, () => 0),
    mem: record(pages, () => 0),
    disk: record(pages, () => 0),
    pass: record(pages, () => 'idle'),
    guard: record(pages, () => 0),
    io: record(users, () => ({ at: 'idle', page: 'NoPage' })),
    fsync: 'idle',
    syncing: new Set(),
    guardErrors: new Set(),
    surpriseDirty: new Set(),
    block: record(pages, () => 'own'),
    resv: record(pages, () => 0),
    free: 0,
    clone: record(pages, () => new Set<number>()),
    file: new Set(pages),
    truncating: new Set(),
    tail: record(pages, () => new Set<string>()),
    throttled: false,
    strays: new Set(),
    ubuf: record(users, () => 0),
    lost: new Set(),
    handed: record(pages, () => 0),
    owed: record(pages, () => 0),
  };
}

/** Every action with every parameter, possible or not. */
export function allActions({ pages, users }: ModelOptions): PageCacheAction[] {
  const onPage = [
    ...(['Fault', 'Store', 'Reclaim', 'WbLock', 'WbProtect'] as const),
    ...(['WbDecide', 'WbClear', 'WbSubmit', 'WbTransfer', 'WbEnd'] as const),
  ];
  const ofUser = ['DmaStart', 'DmaWrite', 'DmaDone', 'SetDirty', 'Unpin'] as const;
  return [
    ...pages.flatMap((p) => onPage.map((name) => ({ name, parameters: { p } }))),
    ...users.flatMap((u) => ofUser.map((name) => ({ name, parameters: { u } }))),
    ...users.flatMap((u) => pages.map((p) => ({ name: 'Pin' as const, parameters: { u, p } }))),
    { name: 'Fsync', parameters: {} },
    { name: 'FsyncReturn', parameters: {} },
  ];
}

export function nextState(model: ModelOptions, s: State, action: PageCacheAction): State | undefined {
  const { p = '', u = '' } = action.parameters as { p?: string; u?: string };
  const user = s.io[u];
  const changes =
    user === undefined || action.name === 'Pin'
      ? onPage(model, s, action.name, p, u)
      : ofUser(model, s, action.name, u, user);
  return changes === undefined ? undefined : { ...s, ...changes };
}

function onPage(model: ModelOptions, s: State, name: string, p: string, u: string): Changes {
  const has = (flag: string) => s.flags[p]?.has(flag) ?? false;
  const at = (step: string) => s.pass[p] === step;
  const flags = (on: string[], off: string[]) => ({
    ...s.flags,
    [p]: new Set([...(s.flags[p] ?? [])].filter((f) => !off.includes(f)).concat(on)),
  });
  const pass = (step: string) => ({ ...s.pass, [p]: step });
  switch (name) {
    case 'Fault':
      if (has('PG_locked') || has('PG_writeback') || s.pte[p] === 'rw') return;
      return { flags: flags(['PG_dirty', 'PG_private'], []), pte: { ...s.pte, [p]: 'rw' } };
    case 'Store':
      if (s.pte[p] !== 'rw' || s.mem[p]! >= model.maxVersion) return;
      return { mem: { ...s.mem, [p]: s.mem[p]! + 1 } };
    case 'Pin':
      if (s.io[u]?.at !== 'idle' || s.pte[p] !== 'rw') return;
      return { pins: { ...s.pins, [p]: s.pins[p]! + 1 }, io: { ...s.io, [u]: { at: 'pinned', page: p } } };
    case 'WbLock':
      if (has('PG_locked') || !has('PG_dirty') || has('PG_writeback')) return;
      return { flags: flags(['PG_locked'], []), pass: pass('locked') };
    case 'WbProtect':
      if (!at('locked')) return;
      return { pte: { ...s.pte, [p]: s.pte[p] === 'rw' ? 'ro' : s.pte[p]! }, pass: pass('protected') };
    case 'WbDecide':
      if (!at('protected')) return;
      if (!model.pinBlocksWriteback || s.pins[p] === 0) return { pass: pass('decided') };
      return { flags: flags(['PG_dirty'], ['PG_locked']), pass: pass('idle') };
    case 'WbClear':
      if (!at('decided')) return;
      return {
        flags: flags([], ['PG_dirty']),
        pass: pass('cleared'),
      };
    case 'WbSubmit':
      if (!at('cleared')) return;
      if (!has('PG_private'))
        return { flags: flags([], ['PG_locked']), pass: pass('idle'), syncing: without(s.syncing, p) };
      return {
        syncing: without(s.syncing, p),
        flags: flags(['PG_writeback'], ['PG_locked']),
        guard: { ...s.guard, [p]: s.mem[p]! },
        pass: pass('submitted'),
      };
    case 'WbTransfer':
      if (!at('submitted')) return;
      if (s.mem[p] === s.guard[p]) return { pass: pass('transferred'), disk: { ...s.disk, [p]: s.mem[p]! } };
      return { pass: pass('transferred'), guardErrors: new Set([...s.guardErrors, p]) };
    case 'WbEnd':
      if (!at('transferred')) return;
      return { flags: flags([], ['PG_writeback']), pass: pass('idle') };
    case 'Reclaim':
      if (!has('PG_private') || has('PG_locked') || has('PG_dirty') || has('PG_writeback')) return;
      return {
        flags: flags([], ['PG_private']),
        pte: { ...s.pte, [p]: 'none' },
        mem: { ...s.mem, [p]: s.pins[p] === 0 ? s.disk[p]! : s.mem[p]! },
      };
    case 'Fsync':
      if (s.fsync !== 'idle') return;
      return {
        fsync: 'waiting',
        syncing: new Set(model.pages.filter((q) => s.flags[q]!.has('PG_dirty') || s.pass[q] === 'cleared')),
      };
    case 'FsyncReturn':
      if (
        s.fsync !== 'waiting' ||
        s.syncing.size > 0 ||
        model.pages.some((q) => s.flags[q]!.has('PG_writeback'))
      )
        return;
      return { fsync: 'idle' };
    default:
      throw new Error(`no action ${name}`);
  }
}

function ofUser(
  model: ModelOptions,
  s: State,
  name: string,
  u: string,
  { at, page: p }: { at: string; page: string },
): Changes {
  const io = (to: string, page = p) => ({ ...s.io, [u]: { at: to, page } });
  switch (name) {
    case 'DmaStart':
      return at === 'pinned' ? { io: io('dma') } : undefined;
    case 'DmaWrite':
      return at === 'dma' && s.mem[p]! < model.maxVersion
        ? { mem: { ...s.mem, [p]: s.mem[p]! + 1 } }
        : undefined;
    case 'DmaDone':
      return at === 'dma' ? { io: io('landed') } : undefined;
    case 'SetDirty': {
      const flags = s.flags[p];
      if (at !== 'landed' || flags!.has('PG_locked')) return;
      const announced = flags!.has('PG_dirty') || flags!.has('PG_private');
      return {
        flags: { ...s.flags, [p]: new Set([...flags!, 'PG_dirty']) },
        surpriseDirty: announced ? s.surpriseDirty : new Set([...s.surpriseDirty, p]),
        io: io('marked'),
      };
    }
    case 'Unpin':
      if (at !== 'pinned' && at !== 'marked') return;
      return { pins: { ...s.pins, [p]: s.pins[p]! - 1 }, io: io(model.repeat ? 'idle' : 'done', 'NoPage') };
    default:
      throw new Error(`no action ${name}`);
  }
}

const without = (set: ReadonlySet<string>, element: string): ReadonlySet<string> =>
  new Set([...set].filter((other) => other !== element));
