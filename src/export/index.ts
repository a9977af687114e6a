export { EXPORT_FORMATS } from './formats.ts';
export { lightSvg } from './svg/index.ts';
export type { ExportFormat } from './format.ts';
