/**
 * Text from outside (a specification, TLC) as it can be shown: what could move the cursor, change colours or turn the
 * direction of writing stands as an escape, and so does half of a surrogate pair. Lines and tabs are kept.
 */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffe\uffff]/gu, (character) =>
    character === '\n' || character === '\t' ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
