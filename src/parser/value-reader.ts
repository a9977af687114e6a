import { bool, int, ok, string, type Result, type TlaValue } from '../trace/index.ts';
import { detachText } from './detach-text.ts';
import type { ParseError } from './parse-error.ts';
import { parseValue } from './value.ts';

/** Reads one value; the same text gives the same object as long as it is remembered. */
export type ValueReader = (text: string) => Result<TlaValue, ParseError>;

/** How much text a reader remembers, in UTF-16 code units. */
const REMEMBERED_TEXT = 8_000_000;

const PLAIN_STRING = /^"[^"\\]*"$/;

/**
 * A reader that parses each different text once. States repeat nearly all of their values, so that this decides
 * how fast a trace or a dump is read. The oldest texts are forgotten when the remembered ones grow too long.
 */
export function createValueReader(rememberedText = REMEMBERED_TEXT): ValueReader {
  const known = new Map<string, Result<TlaValue, ParseError>>();
  let remembered = 0;
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const own = detachText(text);
    const value = readPlain(own) ?? parseValue(own);
    known.set(own, value);
    remembered += text.length;
    for (const oldest of known.keys()) {
      if (remembered <= rememberedText) break;
      known.delete(oldest);
      remembered -= oldest.length;
    }
    return value;
  };
}

/** The values that need no grammar; they are most of all values. */
function readPlain(text: string): Result<TlaValue, ParseError> | undefined {
  if (text === 'TRUE' || text === 'FALSE') return ok(bool(text === 'TRUE'));
  if (/^-?[0-9]+$/.test(text)) return ok(int(BigInt(text)));
  if (PLAIN_STRING.test(text)) return ok(string(text.slice(1, -1)));
  return undefined;
}
