/** What `JSON.parse` gave for an object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws TypeError that names `what`, where it is not there or something else. */
export function jsonObject(json: unknown, what: string): JsonObject {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as JsonObject;
  throw new TypeError(`${what} is missing or no object`);
}

/** @throws TypeError, as `jsonObject`. */
export function jsonList(json: unknown, what: string): readonly unknown[] {
  if (Array.isArray(json)) return json;
  throw new TypeError(`${what} is missing or no list`);
}

/** @throws TypeError, as `jsonObject`. */
export function jsonText(json: unknown, what: string): string {
  if (typeof json === 'string') return json;
  throw new TypeError(`${what} is missing or no text`);
}
