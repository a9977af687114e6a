import { fail, ok, type Result } from './result.ts';

/** What reads a value calls itself for each level, and the stack is finite. */
const DEEPEST = 1000;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** The value of a JSON text. The error says whether the text is empty, cut off, or no JSON, and where. */
export function parseJson(text: string): Result<unknown, string> {
  if (text.trim() === '') return fail('it is empty');
  if (isTooDeep(text)) return fail(`it is nested more than ${DEEPEST} levels deep`);
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const reason = (error as Error).message;
    const position = Number(/at position (\d+)/.exec(reason)?.[1] ?? NaN);
    const isCut = /end of JSON input|Unterminated/.test(reason) || position >= text.trimEnd().length;
    return fail(isCut ? `it is cut off: ${reason}` : `it is not JSON: ${reason}`);
  }
}
