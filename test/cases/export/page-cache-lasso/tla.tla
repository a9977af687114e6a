---------------- MODULE MCPinBlocksWritebackTrace ----------------
EXTENDS Integers, TLC, Sequences

CONSTANTS NoPage, p1, u1

\* The states, the initial one first; loop: states 13 to 18 repeat for ever.
TraceStates == <<
  [flags |-> (p1 :> {}), pte |-> (p1 :> "none"), pins |-> (p1 :> 0), mem |-> (p1 :> 0), disk |-> (p1 :> 0), pass |-> (p1 :> "idle"), guard |-> (p1 :> 0), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_private"}), pte |-> (p1 :> "rw"), pins |-> (p1 :> 0), mem |-> (p1 :> 0), disk |-> (p1 :> 0), pass |-> (p1 :> "idle"), guard |-> (p1 :> 0), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_private"}), pte |-> (p1 :> "rw"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 0), pass |-> (p1 :> "idle"), guard |-> (p1 :> 0), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_locked", "PG_private"}), pte |-> (p1 :> "rw"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 0), pass |-> (p1 :> "locked"), guard |-> (p1 :> 0), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_locked", "PG_private"}), pte |-> (p1 :> "ro"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 0), pass |-> (p1 :> "protected"), guard |-> (p1 :> 0), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_locked", "PG_private"}), pte |-> (p1 :> "ro"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 0), pass |-> (p1 :> "decided"), guard |-> (p1 :> 0), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_locked", "PG_private"}), pte |-> (p1 :> "ro"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 0), pass |-> (p1 :> "cleared"), guard |-> (p1 :> 0), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_private", "PG_writeback"}), pte |-> (p1 :> "ro"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 0), pass |-> (p1 :> "submitted"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_private", "PG_writeback"}), pte |-> (p1 :> "ro"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 1), pass |-> (p1 :> "transferred"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_private"}), pte |-> (p1 :> "ro"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 1), pass |-> (p1 :> "idle"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_private"}), pte |-> (p1 :> "rw"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 1), pass |-> (p1 :> "idle"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "idle", syncing |-> {}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_private"}), pte |-> (p1 :> "rw"), pins |-> (p1 :> 0), mem |-> (p1 :> 1), disk |-> (p1 :> 1), pass |-> (p1 :> "idle"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "waiting", syncing |-> {p1}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_private"}), pte |-> (p1 :> "rw"), pins |-> (p1 :> 0), mem |-> (p1 :> 2), disk |-> (p1 :> 1), pass |-> (p1 :> "idle"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "waiting", syncing |-> {p1}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_locked", "PG_private"}), pte |-> (p1 :> "rw"), pins |-> (p1 :> 0), mem |-> (p1 :> 2), disk |-> (p1 :> 1), pass |-> (p1 :> "locked"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "idle", page |-> NoPage]), fsync |-> "waiting", syncing |-> {p1}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_locked", "PG_private"}), pte |-> (p1 :> "rw"), pins |-> (p1 :> 1), mem |-> (p1 :> 2), disk |-> (p1 :> 1), pass |-> (p1 :> "locked"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "pinned", page |-> p1]), fsync |-> "waiting", syncing |-> {p1}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_locked", "PG_private"}), pte |-> (p1 :> "ro"), pins |-> (p1 :> 1), mem |-> (p1 :> 2), disk |-> (p1 :> 1), pass |-> (p1 :> "protected"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "pinned", page |-> p1]), fsync |-> "waiting", syncing |-> {p1}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_private"}), pte |-> (p1 :> "ro"), pins |-> (p1 :> 1), mem |-> (p1 :> 2), disk |-> (p1 :> 1), pass |-> (p1 :> "idle"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "pinned", page |-> p1]), fsync |-> "waiting", syncing |-> {p1}, guardErrors |-> {}, surpriseDirty |-> {}],
  [flags |-> (p1 :> {"PG_dirty", "PG_private"}), pte |-> (p1 :> "rw"), pins |-> (p1 :> 1), mem |-> (p1 :> 2), disk |-> (p1 :> 1), pass |-> (p1 :> "idle"), guard |-> (p1 :> 1), io |-> (u1 :> [at |-> "pinned", page |-> p1]), fsync |-> "waiting", syncing |-> {p1}, guardErrors |-> {}, surpriseDirty |-> {}]
>>

\* The action that leads from each state to the next.
TraceActions == <<
  "Fault(p = p1)",
  "Store(p = p1)",
  "WbLock(p = p1)",
  "WbProtect(p = p1)",
  "WbDecide(p = p1)",
  "WbClear(p = p1)",
  "WbSubmit(p = p1)",
  "WbTransfer(p = p1)",
  "WbEnd(p = p1)",
  "Fault(p = p1)",
  "Fsync",
  "Store(p = p1)",
  "WbLock(p = p1)",
  "Pin(u = u1, p = p1)",
  "WbProtect(p = p1)",
  "WbDecide(p = p1)",
  "Fault(p = p1)",
  "Unpin(u = u1)"
>>

\* The last action leads back to this state, counted from 1.
TraceLoop == 13
=================================================================
