export { tracePage, type LabelledTrace, type PageAssets } from './page.ts';
export { pageHead } from './page-head.ts';
export { pageAddress, pageHeader, type PageLink } from './page-header.ts';
export { renderPictures } from './picture/render-pictures.ts';
export { reportIndex, type ReportEntry } from './report-index.ts';
export type { PageData, PageExtras, PageTrace, Pictures, StateChange } from './page-data.ts';
