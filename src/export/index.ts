export { EXPORT_FORMATS } from './formats.ts';
export type { ExportFormat } from './format.ts';
