/** What the code of an actor can want to do next; the names are those of `#atomics`, and `PLAIN` is a call that makes plain accesses. */
export const OPERATION = {
  NONE: 0,
  LOAD: 1,
  STORE: 2,
  ADD: 3,
  SUB: 4,
  AND: 5,
  OR: 6,
  EXCHANGE: 7,
  COMPARE_EXCHANGE: 8,
  WAIT: 9,
  NOTIFY: 10,
  PLAIN: 11,
} as const;
