import {
  BailErrorStrategy,
  CharStream,
  CommonTokenStream,
  ParseCancellationException,
  PredictionMode,
  RecognitionException,
  Token,
  type Lexer,
  type Parser,
} from 'antlr4ng';
import { fail, ok, type Result } from '../trace/index.ts';
import { parseErrorAt, type ParseError, type ParseErrorCode } from './parse-error.ts';

/** A generated lexer and parser with the rule to start from. */
export interface Grammar<P extends Parser, Tree> {
  readonly lexer: new (input: CharStream) => Lexer;
  readonly parser: new (input: CommonTokenStream) => P;
  readonly start: (parser: P) => Tree;
  /** A better reason than "unexpected token", from the token at which parsing stopped and all tokens. */
  readonly diagnose?: (stopped: Token, all: readonly Token[]) => Diagnosis | undefined;
}

/** What is wrong at a token. */
export interface Diagnosis {
  readonly code: ParseErrorCode;
  readonly message: string;
  readonly token: Token;
}

/** Brackets nested deeper than this are refused: the generated parsers are recursive and the stack is finite. */
const MAX_DEPTH = 256;

/** The parse tree of a whole text, or the first place that is not in the language. */
export function runGrammar<P extends Parser, Tree>(
  grammar: Grammar<P, Tree>,
  text: string,
): Result<Tree, ParseError> {
  const lexer = new grammar.lexer(CharStream.fromString(text));
  lexer.removeErrorListeners();
  const tokens = new CommonTokenStream(lexer);
  tokens.fill();
  const deep = firstTooDeep(tokens.getTokens());
  if (deep) return fail(errorAt(deep, text, 'too-deep', `nested more than ${MAX_DEPTH} levels deep`));
  const parser = new grammar.parser(tokens);
  parser.removeErrorListeners();
  parser.errorHandler = new BailErrorStrategy();
  // The grammars have no conflict that needs the full context; with it, the first parse of a process is far slower.
  parser.interpreter.predictionMode = PredictionMode.SLL;
  try {
    return ok(grammar.start(parser));
  } catch (thrown) {
    if (!(thrown instanceof ParseCancellationException)) throw thrown;
    const cause: unknown = thrown.cause;
    const stopped =
      (cause instanceof RecognitionException ? cause.offendingToken : null) ?? parser.getCurrentToken();
    const diagnosis = grammar.diagnose?.(stopped, tokens.getTokens());
    const { code, message, token } = diagnosis ?? {
      code: 'syntax',
      message: unexpected(stopped),
      token: stopped,
    };
    return fail(errorAt(token, text, code, message));
  }
}

const unexpected = (token: Token): string =>
  token.type === Token.EOF ? 'unexpected end of text' : `unexpected ${JSON.stringify(token.text)}`;

const errorAt = (token: Token, text: string, code: ParseErrorCode, message: string): ParseError =>
  parseErrorAt(code, message, text, token.line, token.column + 1);

function firstTooDeep(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  return tokens.find((token) => {
    if (/^(?:[[({]|<<)$/.test(token.text ?? '')) depth++;
    else if (/^(?:[\])}]|>>)$/.test(token.text ?? '')) depth--;
    return depth > MAX_DEPTH;
  });
}
