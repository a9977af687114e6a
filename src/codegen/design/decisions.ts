/** An operator with which a design decides something. */
export interface Decision {
  /** With its parameters, as it is defined: `WbDecide(p)`. */
  readonly operator: string;
  /** What the comment before it says, in one line. */
  readonly comment: string;
}

/** A definition at the beginning of a line, or a comment. */
const DEFINITION_OR_COMMENT = /\(\*([\s\S]*?)\*\)|\\\*(.*)|^([A-Za-z]\w*(?:\([^)\n]*\))?)[ \t]*==/gm;

/**
 * The decisions of a design: the operators that its main module defines, but for those that only put the behavior
 * together. So the base says what there is to decide, through the design that is taken as the pattern.
 */
export function decisionsIn(text: string, assembling: ReadonlySet<string>): readonly Decision[] {
  const decisions: Decision[] = [];
  let comment = '';
  let end = 0;
  for (const match of text.matchAll(DEFINITION_OR_COMMENT)) {
    const [whole, block, line, operator] = match;
    // Only comments right before a definition are about it.
    if (text.slice(end, match.index).trim() !== '') comment = '';
    end = match.index + whole.length;
    if (operator === undefined) comment += ` ${block ?? line ?? ''}`;
    else {
      if (!assembling.has(operator.replace(/\(.*/, '')))
        decisions.push({ operator, comment: sentence(comment) });
      comment = '';
    }
  }
  return decisions;
}

/** A boxed comment as running text, without what it says about code. */
const sentence = (comment: string): string =>
  comment
    .replace(/\*\)\s*\(\*/g, ' ')
    .replace(/\bcode:\s+\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
