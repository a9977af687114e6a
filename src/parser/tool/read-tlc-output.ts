import { OutputFacts } from './output-facts.ts';
import type { TlcOutputOptions, TlcOutputReader } from './tlc-output.ts';
import { createToolStreamReader } from './tool-stream.ts';

/** Reads what TLC prints under `-tool`, as it comes, into typed facts. */
export function readTlcOutput(options: TlcOutputOptions = {}): TlcOutputReader {
  const facts = new OutputFacts(options);
  const stream = createToolStreamReader((item) => facts.take(item));
  return {
    push: (chunk) => stream.push(chunk),
    end: () => {
      stream.end();
      return facts.summary();
    },
  };
}
