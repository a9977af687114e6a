import { traceToJson } from '../trace/index.ts';
import type { ExportFormat } from './format.ts';

export const json: ExportFormat = {
  name: 'json',
  extension: 'trace.json',
  description: "Tracewright's own, without loss; what check --save-traces writes",
  write: (trace) => [`${JSON.stringify(traceToJson(trace), null, 2)}\n`],
};
