/** Text in which Mermaid finds no syntax: everything but plain characters stands as an entity. */
export const mermaidText = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9 _.,=()/+*-]/gu, (character) => `#${character.codePointAt(0)};`)
    // The parser takes these words for keywords wherever a statement could begin or end.
    .replace(/\b(end|loop|note|state)\b/gi, (word) => `#${word.codePointAt(0)};${word.slice(1)}`);
