import { fail, ok, type Result } from './result.ts';

/** The value of a JSON text. The error says whether the text is empty, cut off, or no JSON, and where. */
export function parseJson(text: string): Result<unknown, string> {
  if (text.trim() === '') return fail('it is empty');
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const reason = (error as Error).message;
    const position = Number(/at position (\d+)/.exec(reason)?.[1] ?? NaN);
    const isCut = /end of JSON input|Unterminated/.test(reason) || position >= text.trimEnd().length;
    return fail(isCut ? `it is cut off: ${reason}` : `it is not JSON: ${reason}`);
  }
}
