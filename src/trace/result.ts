/** The outcome of work on input that may be bad: bad input is data, an exception is a bug of ours. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** Marks the branch that no value can reach; the compiler rejects the call when a case was forgotten. */
export function assertUnreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
