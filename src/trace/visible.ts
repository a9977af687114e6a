/**
 * Text from outside (a specification, TLC) as it can be shown: control characters that could move the cursor, change
 * colours or the direction of writing are shown as escapes.
 */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character === '\n' || character === '\t' ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
