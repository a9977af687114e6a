export { tracePage, type LabelledTrace, type PageAssets } from './page.ts';
export { sourceHash } from './source-hash.ts';
export { renderPictures } from './picture/render-pictures.ts';
export { reportIndex, type ReportEntry } from './report-index.ts';
export type { PageData, PageExtras, PageTrace, Pictures, StateChange } from './page-data.ts';
