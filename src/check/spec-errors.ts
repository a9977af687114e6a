import { parseSanyText, type TlcOutput } from '../parser/index.ts';
import type { SpecError } from '../trace/index.ts';

/** TLC's words for "SANY said no": what is wrong stands in SANY's own text. */
const PARSING_FAILED: ReadonlySet<number> = new Set([3002, 2171]);

/** What SANY ends with on a file without a module, for example. */
const JAVA_EXCEPTION = /^java\.lang\..*$/s;

/** The mistakes that SANY found, with their places (else `rootFile`); empty when it accepted the specification. */
export function specErrors(output: TlcOutput, rootFile: string): readonly SpecError[] {
  if (!output.findings.some(({ code }) => PARSING_FAILED.has(code))) return [];
  return parseSanyText(output.sanyText, output.modules).errors.map((error) => ({
    ...error,
    message: error.message.replace(JAVA_EXCEPTION, 'SANY could not read it; is it a whole module? ($&)'),
    file: error.file ?? rootFile,
  }));
}
