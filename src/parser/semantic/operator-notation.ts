const POSTFIX: ReadonlySet<string> = new Set(["'", '^+', '^*', '^#']);
const WORD = /^[A-Za-z0-9_]+$/;

/** Whether an operator is written as a word with its operands in parentheses behind it. */
export const isWord = (name: string): boolean => WORD.test(name);

/** An application in the notation of its operator. */
export function callText(name: string, operands: readonly string[]): string {
  const [first = '', second = ''] = operands;
  if (operands.length === 0) return name;
  if (operands.length === 2 && !isWord(name)) return `(${first} ${name} ${second})`;
  if (POSTFIX.has(name)) return `(${first}${name})`;
  if (name === '-.') return `(-${first})`;
  if (!isWord(name) || KEYWORD_PREFIX.has(name)) return `(${name} ${first})`;
  return `${name}(${operands.join(', ')})`;
}

const KEYWORD_PREFIX: ReadonlySet<string> = new Set(['SUBSET', 'UNION', 'DOMAIN', 'ENABLED', 'UNCHANGED']);

/** The left side of the definition of an operator that is written between or next to its operands. */
export function infixHead(name: string, arity: number, first: string, second: string): string {
  if (arity === 2) return `${first} ${name} ${second}`;
  return POSTFIX.has(name) ? `${first} ${name}` : `${name} ${first}`;
}

/** `150` with exponent -2 is `1.50`. */
export function printDecimal(mantissa: bigint, exponent: number): string {
  const digits = mantissa.toString().padStart(1 - exponent, '0');
  return exponent < 0
    ? `${digits.slice(0, exponent)}.${digits.slice(exponent)}`
    : digits + '0'.repeat(exponent);
}
