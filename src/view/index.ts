export { PAGE_MARK, tracePage, type LabelledTrace, type PageAssets } from './page.ts';
export { renderPictures } from './picture/render-pictures.ts';
export { reportIndex, type ReportEntry } from './report-index.ts';
export type { PageData, PageExtras, PageTrace, Pictures, StateChange, Why } from './page-data.ts';
