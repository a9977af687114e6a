/** Answers whether an object has fields of its own by these names, and no others. Objects of one origin have one order, which is remembered. */
export function ownFields(names: readonly string[]): (host: object) => boolean {
  let known: readonly string[] = names;
  return (host) => {
    const keys = Object.keys(host);
    if (isSame(keys, known)) return true;
    if (keys.length !== names.length || !names.every((name) => Object.hasOwn(host, name))) return false;
    known = keys;
    return true;
  };
}

function isSame(keys: readonly string[], known: readonly string[]): boolean {
  if (keys.length !== known.length) return false;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== known[i]) return false;
  return true;
}
