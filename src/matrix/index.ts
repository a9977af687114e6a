export { buildMatrix } from './build-matrix.ts';
export { matrixText, type TextStyle } from './matrix-text.ts';
export type {
  Cell,
  CellStatus,
  Control,
  Design,
  Evidence,
  Matrix,
  MatrixTable,
  ModelName,
  Row,
} from './matrix.ts';
export { gridLines, wrap, type GridCell } from './text-grid.ts';
export { matrixMarkdown, type MarkdownStyle } from './matrix-markdown.ts';
export { MATRIX_SCHEMA, matrixJson, type JsonStyle } from './matrix-json.ts';
export type { HtmlStyle } from './html/html-style.ts';
export { matrixHtml } from './html/matrix-html.ts';
