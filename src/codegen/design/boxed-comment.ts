const WIDTH = 80;

/** A text as TLA+ comments, a line each, in a box of 80 columns. */
export function boxedComment(text: string): readonly string[] {
  const room = WIDTH - '(*  *)'.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.replaceAll('*)', '* )').replaceAll('(*', '( *').split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((part) => `(* ${part.padEnd(room)} *)`);
}
