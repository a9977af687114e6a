import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

const ajv = new AjvDraft04.default({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(
  JSON.parse(
    readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  ) as object,
);

/** What is wrong with a SARIF log, by the schema; empty when nothing is. */
export const sarifErrors = (log: unknown): readonly string[] =>
  isSarif(log)
    ? []
    : (isSarif.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);

const schema = XmlDocument.fromBuffer(readFileSync(join(import.meta.dirname, '../schemas/junit.xsd')));
const junit = XsdValidator.fromDoc(schema);

/** What is wrong with a JUnit report, as XML or by the schema; undefined when nothing is. */
export function junitError(xml: string): string | undefined {
  try {
    const document = XmlDocument.fromString(xml);
    try {
      junit.validate(document);
      return undefined;
    } finally {
      document.dispose();
    }
  } catch (error) {
    return String(error);
  }
}
