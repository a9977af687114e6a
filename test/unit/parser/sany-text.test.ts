import { describe, expect, it } from 'vitest';
import { parseSanyText } from '../../../src/parser/index.ts';

const read = (text: string) => parseSanyText(text.split('\n'), new Map([['M', '/spec/M.tla']]));

// The recorded outputs of TLC (tlc-output.test.ts) show the usual shapes; here are the others.
describe('parseSanyText', () => {
  it('finds the place of a precedence conflict', () => {
    const report = read(
      '***Parse Error***\n  Precedence conflict between ops \\land in block line 8, col 15 to line 8, col 16 of module M and \\lor.\n\nResidual stack trace follows:\nExpression starting at line 8, column 10.\n\nFatal errors while parsing TLA+ spec in file M\n\ntla2sany.semantic.AbortException\n*** Abort messages: 1\n\nIn module M\n\nCould not parse module M from file M.tla\n',
    );
    expect(report).toMatchObject({
      errors: [{ file: '/spec/M.tla', location: { module: 'M', beginLine: 8, beginColumn: 15 } }],
      warnings: [],
      other: [],
    });
  });

  it('joins the lines of a syntax error', () => {
    const report = read(
      '***Parse Error***\nWas expecting "Expression or Instance"\nEncountered "Beginning of definition" at line 4, column 9 and token "=="\n\nResidual stack trace follows:\nx\n\nFatal errors while parsing TLA+ spec in file M\n\nIn module M\n\nCould not parse module M from file M.tla\n',
    );
    expect(report.errors).toEqual([
      {
        message:
          'Was expecting "Expression or Instance" Encountered "Beginning of definition" at line 4, column 9 and token "=="',
        file: '/spec/M.tla',
        location: { module: 'M', beginLine: 4, beginColumn: 9, endLine: 4, endColumn: 9 },
      },
    ]);
  });

  it('keeps a message that has an empty line in it, and reports repeated ones once', () => {
    const circle =
      'Unknown location\n\nCircular dependency among .tla files; dependency cycle is:\n\n  A.tla --> A.tla\n\n\n';
    expect(
      read(`Fatal errors while parsing TLA+ spec in file A\n\n${circle}*** Errors: 1\n\n${circle}`).errors,
    ).toEqual([
      { message: 'Circular dependency among .tla files; dependency cycle is:\n\n  A.tla --> A.tla' },
    ]);
  });

  it('reports a module that could not be parsed for a reason that was not told', () => {
    expect(
      read(
        'Fatal errors while parsing TLA+ spec in file M\n\nIn module M\n\nCould not parse module M from file M.tla\n',
      ).errors,
    ).toEqual([{ message: 'Could not parse module M from file M.tla', file: '/spec/M.tla' }]);
  });

  it('keeps an exception of SANY itself, and lines that it does not know', () => {
    expect(
      read(
        'Fatal errors while parsing TLA+ spec in file M\n\njava.lang.NullPointerException: Cannot invoke\n',
      ).errors,
    ).toEqual([{ message: 'java.lang.NullPointerException: Cannot invoke' }]);
    expect(read('something new')).toEqual({ errors: [], warnings: [], other: ['something new'] });
    expect(read('***Parse Error***\ncut')).toEqual({ errors: [{ message: 'cut' }], warnings: [], other: [] });
  });

  it('separates warnings, wherever they stand', () => {
    const item = (line: number) =>
      `line ${line}, col 1 to line ${line}, col 2 of module M\n\nText ${line}.\n\n\n`;
    const report = read(
      `*** Warnings: 1\n\n${item(5)}Semantic errors:\n\n*** Errors: 2\n\n${item(6)}${item(7)}`,
    );
    expect(report.warnings.map(({ message }) => message)).toEqual(['Text 5.']);
    expect(report.errors.map(({ message }) => message)).toEqual(['Text 6.', 'Text 7.']);
  });
});
